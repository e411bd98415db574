package io.guestchat.platform.view;

/** The view has not reached what was asked of it in time; the record itself is safe in the log. */
public final class ViewBehind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ViewBehind() {
        super("the view is behind the log", null, false, false);
    }
}
