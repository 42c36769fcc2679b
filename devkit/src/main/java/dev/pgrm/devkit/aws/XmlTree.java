package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A tree as the XML of the query services; elements of lists are called member, but RDS has names of its own. */
final class XmlTree {
    private static final Map<String, String> ELEMENT_OF_LIST = Map.ofEntries(
            Map.entry("DBInstances", "DBInstance"),
            Map.entry("DBClusters", "DBCluster"),
            Map.entry("DBClusterMembers", "DBClusterMember"),
            Map.entry("DBParameterGroups", "DBParameterGroup"),
            Map.entry("Parameters", "Parameter"),
            Map.entry("ReadReplicaDBInstanceIdentifiers", "ReadReplicaDBInstanceIdentifier"),
            Map.entry("ReadReplicaIdentifiers", "ReadReplicaIdentifier"),
            Map.entry("DescribeDBLogFiles", "DescribeDBLogFilesDetails"),
            Map.entry("Subnets", "Subnet"),
            Map.entry("VpcSecurityGroups", "VpcSecurityGroupMembership"),
            Map.entry("TagList", "Tag"));

    private final XMLStreamWriter xml;

    private XmlTree(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static byte[] write(String root, String namespace, ObjectNode tree) {
        var bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement(root);
            xml.writeDefaultNamespace(namespace);
            new XmlTree(xml).fields(tree);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    private void fields(JsonNode object) throws XMLStreamException {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            element(field.getKey(), field.getValue());
        }
    }

    private void element(String name, JsonNode value) throws XMLStreamException {
        xml.writeStartElement(name);
        if (value.isObject()) {
            fields(value);
        } else if (value.isArray()) {
            String item = ELEMENT_OF_LIST.getOrDefault(name, "member");
            for (JsonNode each : value) {
                element(item, each);
            }
        } else {
            xml.writeCharacters(value.asText());
        }
        xml.writeEndElement();
    }
}
