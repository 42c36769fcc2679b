package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a version of a secret holds: text, or bytes in base64 as they travel. */
record SecretContent(@Nullable String text, @Nullable String binary) {

    /** Null when the call carries neither. */
    static @Nullable SecretContent in(Call call) {
        String text = call.find("SecretString");
        String binary = call.find("SecretBinary");
        if (text != null && binary != null) {
            throw AwsError.badRequest(
                    "InvalidParameterException",
                    "You can't specify both a binary secret value and a string secret value in the same secret.");
        }
        return text == null && binary == null ? null : new SecretContent(text, binary);
    }

    void writeTo(ObjectNode answer) {
        if (text != null) {
            answer.put("SecretString", text);
        }
        if (binary != null) {
            answer.put("SecretBinary", binary);
        }
    }

    @Override
    public String toString() {
        return "SecretContent[hidden]";
    }
}
