package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request through AWS's order of questions: signed, by whom, for what, allowed; and only then acts. */
final class FrontDoor implements LoopbackHttp.Door {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    private final Map<String, AwsService> services;
    private final Identities identities;
    private final Troubles troubles;
    private final RequestLog log;

    FrontDoor(List<AwsService> services, Identities identities, Troubles troubles, RequestLog log) {
        this.services = services.stream().collect(Collectors.toMap(AwsService::scope, Function.identity()));
        this.identities = identities;
        this.troubles = troubles;
        this.log = log;
    }

    @Override
    public Answer answer(Incoming request) {
        String requestId = UUID.randomUUID().toString();
        return answer(request, requestId).with("x-amzn-RequestId", requestId);
    }

    private Answer answer(Incoming request, String requestId) {
        Protocol protocol = Protocol.spokenIn(request);
        var trace = new Trace();
        try {
            ObjectNode output = perform(request, protocol, trace);
            log.add(trace.ended("OK"));
            return protocol.answer(request, trace.action, output, requestId);
        } catch (AwsError refused) {
            log.add(trace.ended(refused.jsonCode()));
            return protocol.refusal(refused, requestId);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return protocol.refusal(AwsError.internal(), requestId);
        } catch (RuntimeException broken) {
            LOG.error("The AWS endpoint broke on {}", trace.action, broken);
            log.add(trace.ended("InternalServiceError"));
            return protocol.refusal(AwsError.internal(), requestId);
        }
    }

    private ObjectNode perform(Incoming request, Protocol protocol, Trace trace) throws InterruptedException {
        trace.action = protocol.action(request);
        Authorization signed = Authorization.of(request.header("Authorization"));
        trace.service = signed.service();
        trace.region = signed.region();
        String expected = protocol.service(request);
        if (expected != null && !expected.equals(signed.service())) {
            throw AwsError.wrongService(expected);
        }
        Caller caller = identities.callerOf(signed, request.header("X-Amz-Security-Token"));
        trace.principal = caller.arn();
        AwsService service = services.get(signed.service());
        Operation operation = service == null ? null : service.operations().get(trace.action);
        if (service == null || operation == null) {
            throw AwsError.unknownOperation(trace.action);
        }
        var call = new Call(signed.region(), trace.action, caller, protocol.input(request));
        trace.resource = operation.resource().apply(call);
        troubles.befall(service, call, trace.resource);
        return operation.act().apply(call);
    }

    /** What is known of a request so far, for the log. */
    private static final class Trace {
        private String service = "";
        private String region = "";
        private String action = "";
        private String resource = "";
        private String principal = "";

        LoggedRequest ended(String outcome) {
            return new LoggedRequest(service, region, action, resource, principal, outcome);
        }
    }
}
