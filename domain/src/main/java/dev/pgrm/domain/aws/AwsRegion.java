package dev.pgrm.domain.aws;

import java.util.regex.Pattern;

/** The code of a region, such as eu-central-1. */
public final class AwsRegion {
    private static final Pattern CODE = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d{1,2}");

    private AwsRegion() {}

    /** Whether it can be one: which ones there are is AWS's to say. */
    public static boolean isCode(String text) {
        return text.length() <= 32 && CODE.matcher(text).matches();
    }

    /** In the first part of every ARN; China and the government's regions are worlds of their own. */
    public static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
