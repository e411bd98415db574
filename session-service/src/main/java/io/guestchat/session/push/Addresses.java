package io.guestchat.session.push;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are anybody's: what IANA's registries of special-purpose addresses (RFC 6890) call globally reachable, less what
 * leads to an IPv4 address of any kind. The rest could be this deployment's own network.
 */
final class Addresses {
    private static final List<IpSubnetFilterRule> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4")
            .map(Addresses::subnet)
            .toList();
    /** Of {@link #isUnicast}. */
    private static final List<IpSubnetFilterRule> SPECIAL_6 = Stream.of(
                    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
            .map(Addresses::subnet)
            .toList();

    private Addresses() {}

    /** An IPv4 address inside an IPv6 one ({@code ::ffff:…}) is one of IPv4 already: Java makes it so. */
    static boolean isPublic(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return address.getAddress().length == 4
                ? SPECIAL.stream().noneMatch(subnet -> subnet.matches(socket))
                : isUnicast(address.getAddress()) && SPECIAL_6.stream().noneMatch(subnet -> subnet.matches(socket));
    }

    /** 2000::/3: of IPv6 only this is given out to the public. */
    private static boolean isUnicast(byte[] address) {
        return (address[0] & 0xe0) == 0x20;
    }

    private static IpSubnetFilterRule subnet(String cidr) {
        String[] parts = cidr.split("/");
        return new IpSubnetFilterRule(parts[0], Integer.parseInt(parts[1]), IpFilterRuleType.REJECT);
    }
}
