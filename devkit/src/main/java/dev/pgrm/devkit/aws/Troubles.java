package dev.pgrm.devkit.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What goes wrong on demand: missing permissions, throttling, failures, answers that never come. */
public final class Troubles {
    private final List<Denial> denials = new CopyOnWriteArrayList<>();
    private final List<Stall> stalls = new CopyOnWriteArrayList<>();
    private final List<String> throttled = new ArrayList<>();
    private final List<String> failing = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private record Stall(String action, CountDownLatch released) {}

    private record Refusal(String action, AwsError error) {}

    public void deny(Denial denial) {
        denials.add(denial);
    }

    public void allow(Denial denial) {
        denials.remove(denial);
    }

    /** The next so many requests for this action (secretsmanager:GetSecretValue, or with {@code *}) are throttled. */
    public void throttle(String action, int times) {
        addTimes(throttled, action, times);
    }

    /** The next so many requests for this action end in an internal failure of AWS. */
    public void fail(String action, int times) {
        addTimes(failing, action, times);
    }

    /** The next request for this action is refused with this code, in these words: what only AWS itself could find wrong. */
    public void refuse(String action, int status, String code, String message) {
        synchronized (refusals) {
            refusals.add(new Refusal(action, AwsError.of(status, code, message)));
        }
    }

    /** Requests for this action get no answer until the returned handle is closed. */
    public Stalled stall(String action) {
        var stall = new Stall(action, new CountDownLatch(1));
        stalls.add(stall);
        return () -> {
            stalls.remove(stall);
            stall.released().countDown();
        };
    }

    /** Ends a stall; requests held by it go on. */
    @FunctionalInterface
    public interface Stalled extends AutoCloseable {
        @Override
        void close();
    }

    void befall(AwsService service, Call call, String resource) throws InterruptedException {
        String permission = service.permissionPrefix() + ":" + call.action();
        for (Stall stall : stalls) {
            if (Denial.matches(stall.action(), permission)) {
                stall.released().await();
            }
        }
        if (takeOne(throttled, permission)) {
            throw AwsError.throttled();
        }
        if (takeOne(failing, permission)) {
            throw AwsError.internal();
        }
        refuseOnce(permission);
        if (deny(permission, resource, call.caller())) {
            throw denied(service, call, permission, resource);
        }
    }

    boolean deny(String permission, String resource, Caller caller) {
        return denials.stream().anyMatch(denial -> denial.applies(permission, resource, caller));
    }

    void releaseAll() {
        stalls.forEach(stall -> stall.released().countDown());
    }

    private void refuseOnce(String permission) {
        synchronized (refusals) {
            var first = refusals.stream()
                    .filter(refusal -> Denial.matches(refusal.action(), permission))
                    .findFirst();
            if (first.isPresent()) {
                refusals.remove(first.get());
                throw first.get().error();
            }
        }
    }

    private static AwsError denied(AwsService service, Call call, String permission, String resource) {
        String message = "User: " + call.caller().arn() + " is not authorized to perform: " + permission
                + " on resource: " + resource + " because no identity-based policy allows the " + permission
                + " action";
        return AwsError.accessDenied(service.deniedCode(), message);
    }

    private static void addTimes(List<String> actions, String action, int times) {
        synchronized (actions) {
            for (int i = 0; i < times; i++) {
                actions.add(action);
            }
        }
    }

    private static boolean takeOne(List<String> actions, String permission) {
        synchronized (actions) {
            for (int i = 0; i < actions.size(); i++) {
                if (Denial.matches(actions.get(i), permission)) {
                    actions.remove(i);
                    return true;
                }
            }
            return false;
        }
    }
}
