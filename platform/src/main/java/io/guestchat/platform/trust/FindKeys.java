package io.guestchat.platform.trust;

import io.guestchat.protocol.token.KeySource;
import io.guestchat.protocol.token.KeysUnavailable;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * An operator's tool: whether a tenant's keys are at an address, read there as the services would. Arguments: the address of the JWKS,
 * then the {@code kid} of each key. Exit codes: 0 all are found, 1 not.
 */
public final class FindKeys {
    private static final String FOUND = ": found";

    private FindKeys() {}

    public static void main(String[] args) {
        List<String> lines = look(URI.create(args[0]), Stream.of(args).skip(1).toList());
        lines.forEach(System.out::println);
        System.exit(lines.stream().allMatch(line -> line.endsWith(FOUND)) ? 0 : 1);
    }

    /** A line for each key. */
    static List<String> look(URI jwks, List<String> kids) {
        KeySource keys = KeySources.ofTenant(jwks);
        return kids.stream().map(kid -> kid + look(keys, kid)).toList();
    }

    private static String look(KeySource keys, String kid) {
        try {
            return keys.find(kid) == null ? ": not there, or of no use" : FOUND;
        } catch (KeysUnavailable e) {
            return ": the address is not read";
        }
    }
}
