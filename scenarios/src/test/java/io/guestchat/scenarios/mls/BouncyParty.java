package io.guestchat.scenarios.mls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guestchat.protocol.frame.Side;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.mls.TreeKEM.LeafIndex;
import org.bouncycastle.mls.TreeKEM.LeafNode;
import org.bouncycastle.mls.TreeKEM.LifeTime;
import org.bouncycastle.mls.codec.Capabilities;
import org.bouncycastle.mls.codec.Credential;
import org.bouncycastle.mls.codec.GroupSecrets;
import org.bouncycastle.mls.codec.KeyPackage;
import org.bouncycastle.mls.codec.MLSInputStream;
import org.bouncycastle.mls.codec.MLSMessage;
import org.bouncycastle.mls.codec.MLSOutputStream;
import org.bouncycastle.mls.codec.PreSharedKeyID;
import org.bouncycastle.mls.codec.Proposal;
import org.bouncycastle.mls.codec.Welcome;
import org.bouncycastle.mls.codec.WireFormat;
import org.bouncycastle.mls.crypto.MlsCipherSuite;
import org.bouncycastle.mls.crypto.Secret;
import org.bouncycastle.mls.protocol.Group;
import org.jspecify.annotations.Nullable;

/**
 * One end of a conversation on Bouncy Castle's MLS, with the checks that section 5 of the protocol asks of a client and
 * that the library leaves to it. Every method throws {@link Refused} for what must not be accepted.
 *
 * <p>bcmls keeps one epoch per {@link Group}; those of before stay here for late messages. Its cipher suite is one static
 * object with state: one thread only.
 */
final class BouncyParty {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final MlsCipherSuite SUITE = checked(() -> MlsCipherSuite.getSuite((short) 1));
    private static final LeafIndex GUEST_LEAF = new LeafIndex(0);
    private static final LeafIndex MEMBER_LEAF = new LeafIndex(1);

    private final Side side;
    private final AsymmetricCipherKeyPair initKey = SUITE.getHPKE().generatePrivateKey();
    private final AsymmetricCipherKeyPair encryptionKey = SUITE.getHPKE().generatePrivateKey();
    private final byte[] signatureKey;
    private final KeyPackage keyPackage;
    private final Map<Long, Group> epochs = new HashMap<>();
    private @Nullable Group group;
    private @Nullable Group committed;

    BouncyParty(Side side) {
        this.side = side;
        AsymmetricCipherKeyPair signature = SUITE.generateSignatureKeyPair();
        signatureKey = SUITE.serializeSignaturePrivateKey(signature.getPrivate());
        keyPackage = checked(() -> {
            LeafNode leaf = new LeafNode(
                    SUITE,
                    SUITE.getHPKE().serializePublicKey(encryptionKey.getPublic()),
                    SUITE.serializeSignaturePublicKey(signature.getPublic()),
                    Credential.forBasic(side.wire().getBytes(UTF_8)),
                    new Capabilities(),
                    new LifeTime(),
                    new ArrayList<>(),
                    signatureKey);
            byte[] init = SUITE.getHPKE().serializePublicKey(initKey.getPublic());
            return new KeyPackage(SUITE, init, leaf, new ArrayList<>(), signatureKey);
        });
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** For the invite record: an MLSMessage. */
    byte[] keyPackageMessage() {
        return checked(() -> MLSOutputStream.encode(MLSMessage.keyPackage(keyPackage)));
    }

    /** The guest's part: a group named by the locator, one commit with Add and PSK. Returns the Welcome, not yet sealed. */
    byte[] found(LinkKeys keys, byte[] memberKeyPackage) {
        return found(keys, List.of(add(memberKeyPackage), psk(keys)));
    }

    /** What somebody would do who has the key package but not the link. */
    byte[] foundWithoutPsk(LinkKeys keys, byte[] memberKeyPackage) {
        return found(keys, List.of(add(memberKeyPackage)));
    }

    /** What a guest would do to let somebody listen. */
    byte[] foundWithThird(LinkKeys keys, byte[] memberKeyPackage, byte[] thirdKeyPackage) {
        return found(keys, List.of(add(memberKeyPackage), add(thirdKeyPackage), psk(keys)));
    }

    private byte[] found(LinkKeys keys, List<Proposal> proposals) {
        return checked(() -> {
            Group empty = new Group(
                    keys.locator(), SUITE, encryptionKey, signatureKey, keyPackage.getLeafNode(), new ArrayList<>());
            empty.insertExternalPsk(new Secret(keys.pskId()), keys.psk());
            Group.GroupWithMessage founding = commit(empty, proposals, new byte[0]);
            enter(founding.group);
            MLSMessage welcome = new MLSMessage(WireFormat.mls_welcome);
            welcome.welcome = founding.message.welcome;
            return MLSOutputStream.encode(welcome);
        });
    }

    /** The member's part: exactly one PSK, ours; two leaves; epoch 1; our own key package; the locator's group. */
    void join(LinkKeys keys, byte[] welcomeMessage) {
        Group joined = checked(() -> {
            Welcome welcome = decode(welcomeMessage).welcome;
            int place = welcome == null ? -1 : welcome.find(keyPackage);
            if (place < 0) {
                throw new Refused("not for this invite");
            }
            byte[] init = SUITE.getHPKE().serializePrivateKey(initKey.getPrivate());
            requireOnlyPsk(keys.pskId(), welcome.decryptSecrets(place, init));
            Map<Secret, byte[]> psks = new HashMap<>(Map.of(new Secret(keys.pskId()), keys.psk()));
            return new Group(init, encryptionKey, signatureKey, keyPackage, welcome, null, psks, new HashMap<>());
        });
        requireNewPair(joined, keys.locator());
        enter(joined);
    }

    byte[] protect(byte[] plaintext, long n) {
        return checked(() -> MLSOutputStream.encode(current().protect(AuthenticatedData.of(side, n), plaintext, 0)));
    }

    byte[] unprotect(byte[] message, long n) {
        PrivateMessageFrame frame = check(message, n, PrivateMessageFrame.APPLICATION);
        Group epoch = epochs.get(frame.epoch());
        if (epoch == null) {
            throw new Refused("unknown epoch");
        }
        int dataThenText = 1;
        return checked(() -> epoch.unprotect(decode(message)))[dataThenText];
    }

    /** An empty commit with a path; the new epoch begins only with {@link #enterOwnCommit}. */
    byte[] commit(long n) {
        Group.GroupWithMessage commit = commit(current(), List.of(), AuthenticatedData.of(side, n));
        committed = commit.group;
        return checked(() -> MLSOutputStream.encode(commit.message));
    }

    /** The relay has delivered our commit before any other of its epoch. */
    void enterOwnCommit() {
        if (committed == null) {
            throw new IllegalStateException("nothing committed");
        }
        enter(committed);
    }

    /** The relay has delivered the peer's commit first: our own, if any, is dropped. */
    void enterPeersCommit(byte[] message, long n) {
        PrivateMessageFrame frame = check(message, n, PrivateMessageFrame.COMMIT);
        if (frame.epoch() != current().getEpoch()) {
            throw new Refused("not of this epoch");
        }
        enter(checked(() -> current().handle(message, null)));
    }

    long epoch() {
        return current().getEpoch();
    }

    /** The same on both ends when, and only when, they are in the same epoch of the same group. */
    byte[] epochAuthenticator() {
        return current().getEpochAuthenticator();
    }

    /** To be taken in epoch 1, where it is defined. */
    String safetyNumber() {
        byte[] exported = checked(() -> current().getKeySchedule().MLSExporter("gc1 safety", new byte[0], 32));
        return SafetyNumber.of(
                exported,
                current().getTree().getLeafNode(GUEST_LEAF),
                current().getTree().getLeafNode(MEMBER_LEAF));
    }

    private Group current() {
        if (group == null) {
            throw new IllegalStateException("not in a group");
        }
        return group;
    }

    private void enter(Group next) {
        epochs.put(next.getEpoch(), next);
        group = next;
        committed = null;
    }

    private PrivateMessageFrame check(byte[] message, long n, int contentType) {
        PrivateMessageFrame frame = PrivateMessageFrame.parse(message);
        if (!Arrays.equals(frame.groupId(), current().getGroupID())
                || frame.contentType() != contentType
                || !Arrays.equals(frame.authenticatedData(), AuthenticatedData.of(side.other(), n))) {
            throw new Refused("not the peer's message " + n);
        }
        return frame;
    }

    private static Proposal add(byte[] keyPackageMessage) {
        return checked(() -> {
            KeyPackage added = decode(keyPackageMessage).keyPackage;
            if (added == null || !added.verify()) {
                throw new Refused("not a key package");
            }
            return Proposal.add(added);
        });
    }

    private static Proposal psk(LinkKeys keys) {
        return Proposal.preSharedKey(PreSharedKeyID.external(keys.pskId(), random(32)));
    }

    private static void requireOnlyPsk(byte[] pskId, GroupSecrets secrets) {
        if (secrets.psks.size() != 1
                || secrets.psks.getFirst().external == null
                || !Arrays.equals(secrets.psks.getFirst().external.externalPSKID.value(), pskId)) {
            throw new Refused("not exactly our PSK");
        }
    }

    private static void requireNewPair(Group joined, byte[] locator) {
        if (joined.getEpoch() != 1
                || !Arrays.equals(joined.getGroupID(), locator)
                || joined.getTree().getSize().leafCount() != 2
                || joined.getIndex().value() != MEMBER_LEAF.value()
                || !isLeafOf(Side.GUEST, joined.getTree().getLeafNode(GUEST_LEAF))
                || !isLeafOf(Side.MEMBER, joined.getTree().getLeafNode(MEMBER_LEAF))) {
            throw new Refused("not a new group of two");
        }
    }

    private static boolean isLeafOf(Side side, @Nullable LeafNode leaf) {
        return leaf != null
                && Arrays.equals(leaf.getCredential().getIdentity(), side.wire().getBytes(UTF_8));
    }

    private static Group.GroupWithMessage commit(Group from, List<Proposal> proposals, byte[] authenticatedData) {
        boolean withTree = true;
        boolean withPath = true;
        boolean encrypted = true;
        return checked(() -> from.commit(
                new Secret(random(32)),
                new Group.CommitOptions(new ArrayList<>(proposals), withTree, withPath, null),
                new Group.MessageOptions(encrypted, authenticatedData, 0),
                new Group.CommitParameters(Group.NORMAL_COMMIT_PARAMS)));
    }

    private static MLSMessage decode(byte[] message) {
        return checked(() -> (MLSMessage) MLSInputStream.decode(message, MLSMessage.class));
    }

    /** bcmls throws Exception everywhere. */
    private static <T> T checked(Callable<T> step) {
        try {
            return step.call();
        } catch (Refused refused) {
            throw refused;
        } catch (Exception e) {
            throw new Refused(e);
        }
    }
}
