package io.guestchat.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an overlay renders to. */
record Manifests(List<Resource> resources) {
    /** Copies the list. */
    Manifests {
        resources = List.copyOf(resources);
    }

    static Manifests read(String yaml) {
        try {
            List<ObjectNode> documents = new YAMLMapper()
                    .readerFor(ObjectNode.class)
                    .<ObjectNode>readValues(yaml)
                    .readAll();
            return new Manifests(documents.stream().map(Resource::new).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another one with the same content, to be spoilt. */
    Manifests copy() {
        return new Manifests(resources.stream()
                .map(resource -> new Resource(resource.json().deepCopy()))
                .toList());
    }

    Manifests with(Resource more) {
        return new Manifests(Stream.concat(resources.stream(), Stream.of(more)).toList());
    }

    Manifests without(String kind, String name) {
        return new Manifests(resources.stream()
                .filter(resource ->
                        !(resource.kind().equals(kind) && resource.name().equals(name)))
                .toList());
    }

    Stream<Resource> all(String kind) {
        return resources.stream().filter(resource -> resource.kind().equals(kind));
    }

    Stream<Resource> workloads() {
        return resources.stream().filter(Resource::isWorkload);
    }

    Optional<Resource> find(String kind, String name) {
        return all(kind).filter(resource -> resource.name().equals(name)).findFirst();
    }

    Resource get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    /**
     * A ConfigMap, whatever the checksum at the end of its name.
     *
     * @param name as the kustomization calls it
     */
    Resource settings(String name) {
        return all("ConfigMap")
                .filter(map -> map.name().matches(name + "(-[a-z0-9]{10})?"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no ConfigMap " + name));
    }
}
