package io.guestchat.local.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command lines for JVMs like this one. */
public final class Jvm {
    /** Options for a brief life: quick code soon beats the best code later. */
    public static final List<String> BRIEF = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** Options for a life of some minutes at least, in which the best code pays for its compilation. */
    public static final List<String> LASTING = List.of("-Xmx256m", "-XX:+UseSerialGC");

    /** Options of a service that a person tries out. */
    public static final List<String> SERVICE = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    private Jvm() {}

    /**
     * A program of this JVM's own JDK.
     *
     * @param name {@code java}, {@code jcmd}
     */
    public static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /**
     * Runs Java.
     *
     * @param options of the JVM
     * @param program what to run, as the command line wants it, and its arguments
     */
    public static List<String> java(List<String> options, String... program) {
        List<String> command = new ArrayList<>(List.of(tool("java")));
        command.addAll(options);
        command.addAll(List.of(program));
        return command;
    }

    /** This JVM's class path, good in any working directory. */
    public static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
