package io.guestchat.session.redemption;

import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.session.conversation.Conversations;
import io.guestchat.session.event.Occurrences;
import io.guestchat.session.invite.Opened;
import io.guestchat.session.redemption.RedemptionResult.Bound;
import io.guestchat.session.view.SessionLog;
import io.guestchat.session.view.Standings;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusMock;

/** Redemptions with a guard missing. Each takes the right one's place until the test ends. */
public final class Bugs {
    private Bugs() {}

    /** Who has written is told that the session is theirs, whatever the log had before. */
    public static void noConfirmation() {
        QuarkusMock.installMockForType(new Unconfirmed(), Redemption.class);
    }

    /** Who comes with another key than the session's gets it nevertheless. */
    public static void anyKey() {
        QuarkusMock.installMockForType(new AnyKey(), Redemption.class);
    }

    private static class Unconfirmed extends Planted {
        @Override
        RedemptionResult append(InviteRecord invite, String jkt, Reservation.Reserved mine) {
            super.append(invite, jkt, mine);
            return new Bound(opened(invite, jkt, mine));
        }
    }

    private static class AnyKey extends Planted {
        @Override
        RedemptionResult redeem(Opened opened, String jkt) {
            return super.redeem(
                    opened, opened.session() == null ? jkt : opened.session().jkt());
        }
    }

    private static class Planted extends Redemption {
        Planted() {
            super(
                    bean(Reservations.class),
                    bean(SessionLog.class),
                    bean(Standings.class),
                    bean(Conversations.class),
                    bean(Occurrences.class));
        }

        private static <T> T bean(Class<T> type) {
            return Arc.container().instance(type).get();
        }
    }
}
