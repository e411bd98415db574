package io.guestchat.scenarios.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A browser process of its own, with its profile on disk: killed, and started again, it finds what it had kept. */
public final class MortalBrowser implements AutoCloseable {
    /** Chromium's own way to see whether its profile is in use: a link to {@code <host>-<process>}. */
    private static final String LOCK = "SingletonLock";

    private final BrowserContext context;
    private final ProcessHandle process;
    private CompletableFuture<Void> death = new CompletableFuture<>();

    private MortalBrowser(BrowserContext context, ProcessHandle process) {
        this.context = context;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param profile where it keeps everything; empty the first time
     */
    public static MortalBrowser start(BrowserType chromium, Path profile) {
        BrowserContext context = chromium.launchPersistentContext(
                profile,
                new BrowserType.LaunchPersistentContextOptions()
                        .setExecutablePath(Chromium.executable())
                        .setHeadless(true)
                        .setChromiumSandbox(Chromium.sandboxed())
                        .setArgs(Chromium.QUIET)
                        .setLocale("en-GB"));
        try {
            String owner = Files.readSymbolicLink(profile.resolve(LOCK)).toString();
            long pid = Long.parseLong(owner.substring(owner.lastIndexOf('-') + 1));
            return new MortalBrowser(context, ProcessHandle.of(pid).orElseThrow());
        } catch (IOException e) {
            context.close();
            throw new UncheckedIOException(e);
        }
    }

    /** A new tab. */
    public Page newPage() {
        return context.newPage();
    }

    /** Kills it after that time, whatever it is doing then: it can save or say nothing any more. */
    public void killAfter(Duration delay) {
        Executor later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
        death = CompletableFuture.runAsync(process::destroyForcibly, later)
                .thenCompose(v -> process.onExit())
                .thenAccept(dead -> {});
    }

    /** Waits until it is dead. */
    public void awaitDeath() {
        death.join();
    }

    @Override
    public void close() {
        try {
            context.close();
        } catch (PlaywrightException e) {
            // It is dead.
        }
    }
}
