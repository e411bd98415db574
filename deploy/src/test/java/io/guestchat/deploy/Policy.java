package io.guestchat.deploy;

import java.util.ArrayList;
import java.util.List;

/** All that an overlay has to keep to. */
final class Policy {
    private Policy() {}

    /** What is wrong, as sentences; empty if nothing is. */
    static List<String> faults(Overlay overlay, Manifests manifests) {
        List<String> faults = new ArrayList<>();
        for (Resource resource : manifests.resources()) {
            Models.fault(resource).ifPresent(faults::add);
        }
        faults.addAll(PodRules.faults(manifests));
        faults.addAll(ReferenceRules.faults(manifests));
        faults.addAll(SettingsRules.faults(manifests));
        faults.addAll(DrainRules.faults(manifests));
        faults.addAll(ScalingRules.faults(manifests));
        faults.addAll(NetworkRules.faults(manifests));
        faults.addAll(TopicRules.faults(manifests, overlay == Overlay.PRODUCTION ? 3 : 1));
        if (overlay == Overlay.PRODUCTION) {
            faults.addAll(SettingsRules.faultsOfPublic(manifests));
            faults.addAll(NetworkRules.faultsOfClosed(manifests));
        }
        return faults;
    }
}
