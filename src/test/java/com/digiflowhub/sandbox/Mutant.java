package com.digiflowhub.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A body with one thing wrong with it, in every place and every way: what a slip in our own code would send. */
record Mutant(String what, JsonNode body) {

    /** One for each member that is missing, of another kind, empty or misspelt, and for each array emptied or doubled. */
    static List<Mutant> of(JsonNode body) {
        var mutants = new ArrayList<Mutant>();
        places(body, "").forEach(place -> {
            mutants.add(changed(body, place, "without", Change.REMOVE));
            mutants.add(changed(body, place, "a number for", Change.NUMBER));
            mutants.add(changed(body, place, "an object for", Change.OBJECT));
            mutants.add(changed(body, place, "an empty", Change.EMPTY));
            mutants.add(changed(body, place, "a misspelt", Change.MISSPELL));
        });
        return mutants.stream().filter(mutant -> !mutant.body.equals(body)).toList();
    }

    private enum Change {
        REMOVE,
        NUMBER,
        OBJECT,
        EMPTY,
        MISSPELL
    }

    /** A member somewhere in the body: the pointer to its holder, and its name. */
    private record Place(String holder, String name) {
        @Override
        public String toString() {
            return holder + "/" + name;
        }
    }

    private static List<Place> places(JsonNode node, String at) {
        var places = new ArrayList<Place>();
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                places.add(new Place(at, member.getKey()));
                places.addAll(places(member.getValue(), at + "/" + member.getKey()));
            }
        } else if (node.isArray()) {
            for (var index = 0; index < node.size(); index++) {
                places.addAll(places(node.get(index), at + "/" + index));
            }
        }
        return places;
    }

    private static Mutant changed(JsonNode body, Place place, String what, Change change) {
        var copy = body.deepCopy();
        var holder = (ObjectNode) (place.holder.isEmpty() ? copy : copy.at(place.holder));
        var value = holder.get(place.name);
        switch (change) {
            case REMOVE -> holder.remove(place.name);
            case NUMBER -> holder.put(place.name, 4711);
            case OBJECT ->
                holder.set(place.name, JsonMapper.shared().createObjectNode().put("stranger", true));
            case EMPTY -> holder.set(place.name, empty(value));
            case MISSPELL -> {
                holder.remove(place.name);
                holder.set(place.name + "x", value);
            }
        }
        return new Mutant(what + " " + place, copy);
    }

    private static JsonNode empty(JsonNode value) {
        if (value instanceof ArrayNode) {
            return JsonMapper.shared().createArrayNode();
        }
        return value.isString()
                ? JsonMapper.shared().createArrayNode().add("").get(0)
                : JsonMapper.shared().nullNode();
    }
}
