package io.guestchat.images;

import io.guestchat.local.Checkout;
import io.guestchat.local.LocalFailure;
import io.guestchat.local.process.Child;
import io.guestchat.local.process.Programs;
import io.guestchat.local.suite.Progress;
import io.guestchat.scenarios.stage.CommandLine;
import io.guestchat.scenarios.stage.EmptyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code ./guestchat images}. Exit codes: 1 a failure, 2 a command line not understood. */
public final class Main {
    private final Checkout checkout;
    private final Options options;
    private final Origin origin;
    private final Path work;
    private final Path output;
    private final Progress progress = new Progress(System.out);

    private Main(Checkout checkout, Options options, String version) {
        this.checkout = checkout;
        this.options = options;
        this.origin = Origin.of(checkout.root(), version);
        this.work = checkout.root().resolve("images/target/work");
        this.output = checkout.root().resolve("images/target/images");
    }

    /** @param args the project's version, then as {@code ./guestchat help} says */
    public static void main(String[] args) {
        String version = args[0];
        Options options = CommandLine.readOrExit(
                Stream.of(args).skip(1).toArray(String[]::new), words -> Options.read(words, version));
        Runtime.getRuntime().addShutdownHook(new Thread(Child::stopAll));
        try {
            new Main(Checkout.find(), options, version).run();
        } catch (LocalFailure | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new LocalFailure("Images are built on Linux: their runtime is this machine's own JDK, cut to size.");
        }
        EmptyFolder.at(work);
        Files.createDirectories(output);
        progress.say("gathering the system and the Java runtime");
        Packer.Foundation foundation = foundation();
        List<Application> applications = new ArrayList<>();
        for (Service service : Service.values()) {
            Path folder = Files.createDirectories(work.resolve(service.module()).resolve("app"));
            applications.add(Application.layOut(service, checkout.root(), folder));
        }
        new Rehearsal(checkout, foundation.runtime(), work.resolve("rehearsal"), options.portBase())
                .play(applications, progress);
        Packer packer = new Packer(options, origin, output);
        for (Application application : applications) {
            Packer.Packed packed = packer.pack(application, foundation, bill(application, foundation, packer));
            progress.say(packed.name() + "  " + packed.digest());
            progress.say("    " + packed.place() + size(packed));
        }
    }

    private Packer.Foundation foundation() throws IOException {
        JavaRuntime runtime = JavaRuntime.link(work.resolve("runtime"));
        Optional<SystemFiles> system = Optional.empty();
        if (options.base().isEmpty()) {
            Path packages = work.resolve("packages");
            SystemFiles files = SystemFiles.gather(packages, Files.createDirectory(work.resolve("system")));
            TrustedRoots.write(SystemFiles.trustedRoots(packages), runtime.trustStore());
            system = Optional.of(files);
        }
        FixedTimes.set(runtime.home());
        return new Packer.Foundation(system, runtime);
    }

    /** Written beside the archives, and into the image. */
    private Path bill(Application application, Packer.Foundation foundation, Packer packer) throws IOException {
        Service service = application.service();
        BillOfMaterials bill = new BillOfMaterials().jars(application.folder()).runtime(foundation.runtime());
        foundation.system().ifPresent(system -> bill.packages(system.packages()));
        if (service == Service.WEB_GUEST) {
            bill.npm(npmPackages());
        }
        return Files.writeString(
                output.resolve(service.module() + "-" + options.tag() + ".cdx.json"),
                bill.toJson(packer.name(service), origin.version()));
    }

    /** What has become part of the page, by the lock file. */
    private String npmPackages() {
        Programs.Outcome npm = Programs.run(
                checkout.root(),
                Map.of(),
                List.of(
                        "npm",
                        "sbom",
                        "--sbom-format",
                        "cyclonedx",
                        "--package-lock-only",
                        "--omit",
                        "dev",
                        "--workspace",
                        "@guestchat/page",
                        "--loglevel",
                        "error"));
        if (!npm.succeeded()) {
            throw new LocalFailure("npm cannot say what the page is made of: " + npm.output());
        }
        return npm.output();
    }

    private static String size(Packer.Packed packed) throws IOException {
        Path archive = Path.of(packed.place());
        return Files.exists(archive) ? String.format(Locale.ROOT, "  %.0f MB", Files.size(archive) / 1e6) : "";
    }
}
