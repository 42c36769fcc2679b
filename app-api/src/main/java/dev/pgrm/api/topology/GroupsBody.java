package dev.pgrm.api.topology;

import dev.pgrm.api.stream.StreamBody.PointBody;
import dev.pgrm.api.topology.TopologyBody.BoxBody;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;

/**
 * A map whose servers stand in groups.
 *
 * @param groups those that are drawn as one box, by their names; the frame of every other one is around its servers
 * @param servers the corner of each that is drawn, by its id
 * @param streams routes by their ids; those of streams that are drawn as one, by {@code source>target>type}, where an end is the
 *     name of a group or the id of a server. What has none is drawn as a plain curve
 */
@Serdeable
record GroupsBody(Map<String, BoxBody> groups, Map<String, PointBody> servers, Map<String, List<PointBody>> streams) {
    GroupsBody {
        groups = Map.copyOf(groups);
        servers = Map.copyOf(servers);
        streams = Map.copyOf(streams);
    }
}
