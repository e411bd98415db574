package io.guestchat.scenarios.cost;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.sun.management.OperatingSystemMXBean;
import io.guestchat.local.process.Jvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The CPU that the signatures alone cost, in a JVM of the services' kind that does nothing else, warmed.
 *
 * @param verify µs of one ES256 verification with a key at hand
 * @param sign µs of one ES256 signature
 * @param importKey µs of making a verifier of a public key in a JWK
 */
record BareCost(double verify, double sign, double importKey) {
    private static final Duration MEASURED = Duration.ofSeconds(1);
    private static final int DIFFERENT_TOKENS = 256;
    /** A little more than a token's signing input. */
    private static final int INPUT_BYTES = 300;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** A mint verifies the backend token and signs the invite token. */
    double mint() {
        return verify + sign;
    }

    /** A redemption verifies the invite token and the proof, whose key it imports, and signs the access token. */
    double redemption() {
        return 2 * verify + importKey + sign;
    }

    /** The lowest of each figure: what disturbs only ever adds. */
    static BareCost lowest(List<BareCost> found) {
        return new BareCost(
                lowest(found, BareCost::verify), lowest(found, BareCost::sign), lowest(found, BareCost::importKey));
    }

    private static double lowest(List<BareCost> found, ToDoubleFunction<BareCost> figure) {
        return found.stream().mapToDouble(figure).min().orElseThrow();
    }

    /**
     * Measures, in a process of its own.
     *
     * @param warmUp before each figure
     */
    static BareCost measure(Duration warmUp) {
        List<String> command =
                Jvm.java(Jvm.SERVICE, "-cp", Jvm.classPath(), BareCost.class.getName(), warmUp.toString());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String[] figures = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the measuring process failed");
            }
            return new BareCost(
                    Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), Double.parseDouble(figures[2]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Prints the three figures, after a warm-up that the argument says. */
    public static void main(String[] args) throws JOSEException, ParseException {
        Duration warmUp = Duration.parse(args[0]);
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        var publicJson = key.toPublicJWK().toJSONObject();
        JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
        ECDSASigner signer = new ECDSASigner(key);
        ECDSAVerifier verifier = new ECDSAVerifier(key.toPublicJWK());
        byte[][] inputs = new byte[DIFFERENT_TOKENS][];
        Base64URL[] signatures = new Base64URL[DIFFERENT_TOKENS];
        for (int i = 0; i < DIFFERENT_TOKENS; i++) {
            inputs[i] = ("%0" + INPUT_BYTES + "d").formatted(i).getBytes(StandardCharsets.US_ASCII);
            signatures[i] = signer.sign(header, inputs[i]);
        }
        double verify = micros(warmUp, i -> {
            if (!verifier.verify(header, inputs[i], signatures[i])) {
                throw new IllegalStateException("our own signature is refused");
            }
        });
        double sign = micros(warmUp, i -> signatures[i] = signer.sign(header, inputs[i]));
        double importKey = micros(warmUp, i -> new ECDSAVerifier(ECKey.parse(publicJson)));
        System.out.println(verify + " " + sign + " " + importKey);
    }

    private interface Operation {
        void run(int i) throws JOSEException, ParseException;
    }

    private static double micros(Duration warmUp, Operation operation) throws JOSEException, ParseException {
        repeat(operation, warmUp);
        long cpuBefore = PROCESS.getProcessCpuTime();
        long count = repeat(operation, MEASURED);
        return (PROCESS.getProcessCpuTime() - cpuBefore) / 1_000.0 / count;
    }

    private static long repeat(Operation operation, Duration time) throws JOSEException, ParseException {
        long end = System.nanoTime() + time.toNanos();
        long count = 0;
        while (System.nanoTime() < end) {
            operation.run((int) (count++ % DIFFERENT_TOKENS));
        }
        return count;
    }
}
