package io.guestchat.scenarios.load;

import io.guestchat.local.process.Child;
import io.guestchat.local.process.Jvm;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.scenarios.stage.Issuer;
import io.guestchat.scenarios.stage.Pause;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The {@link Forwarder}, in a process of its own with the options of a relay. */
final class ForwarderTarget implements Target {
    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(20);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final Issuer issuer = new Issuer();
    private final Child child;
    private final int port;

    private ForwarderTarget(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    /** @param folder takes its log */
    static ForwarderTarget start(Path folder, int port, List<String> jvm) {
        List<String> command = Jvm.java(jvm, "-cp", Jvm.classPath(), Forwarder.class.getName(), Integer.toString(port));
        Child child =
                Child.start(new Child.Spec("forwarder", command, Map.of(), folder, folder.resolve("forwarder.log")));
        boolean listens = Pause.until(
                LISTENS_WITHIN, () -> !child.isAlive() || child.lastLines(5).contains("listening"));
        if (!listens || !child.isAlive()) {
            child.kill();
            throw new IllegalStateException("the forwarder does not listen" + child.logEnd());
        }
        return new ForwarderTarget(child, port);
    }

    @Override
    public String name() {
        return "forwarder";
    }

    @Override
    public Issuer issuer() {
        return issuer;
    }

    @Override
    public void open(List<Issuer.Session> sessions) {
        // It believes everybody.
    }

    @Override
    public URI url(int number, ConversationId conversation, Side side) {
        return URI.create("ws://127.0.0.1:" + port + "/" + conversation.value() + "/" + side.wire());
    }

    @Override
    public Map<String, Long> processes() {
        return Map.of("forwarder", child.pid());
    }

    @Override
    public void close() {
        child.stop(ENDS_WITHIN);
    }
}
