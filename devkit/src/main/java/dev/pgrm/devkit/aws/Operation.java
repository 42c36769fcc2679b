package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** One action of a service: the ARN it touches, which permissions are decided on, and what it does. */
record Operation(Function<Call, String> resource, Function<Call, ObjectNode> act) {}
