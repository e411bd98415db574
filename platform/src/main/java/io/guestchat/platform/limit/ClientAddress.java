package io.guestchat.platform.limit;

import io.guestchat.protocol.Base64Url;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Whom limits count for: the connection's peer, or what a proxy forwarded, if that proxy is configured as trusted
 * ({@code quarkus.http.proxy.*}). An IPv6 client has a whole /64 to choose addresses from, so that is what counts. Kept as a hash:
 * addresses are neither logged nor stored.
 */
public record ClientAddress(String hash) {
    private static final int HASH_BYTES = 16;
    private static final int V6_NETWORK_BYTES = 8;

    public static ClientAddress of(HttpServerRequest request) {
        return of(request.remoteAddress().hostAddress());
    }

    public static ClientAddress of(String address) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(network(address).getBytes(StandardCharsets.UTF_8));
            return new ClientAddress(Base64Url.encode(Arrays.copyOf(digest, HASH_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String network(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return address;
        }
        try {
            // An IPv4 address that a proxy writes as an IPv6 one (::ffff:192.0.2.1) becomes itself.
            InetAddress read = InetAddress.getByAddress(bytes);
            return read instanceof Inet4Address
                    ? read.getHostAddress()
                    : Base64Url.encode(Arrays.copyOf(bytes, V6_NETWORK_BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
