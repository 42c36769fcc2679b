package dev.pgrm.redis;

import dev.pgrm.application.Format;
import dev.pgrm.application.question.Question;

/** How a newer version might write a question that this one has never heard of. */
final class Unheard implements Format<Question> {
    @Override
    public String write(Question value) {
        return "{\"kind\":\"makeCoffee\"}";
    }

    @Override
    public Question read(String text) {
        throw new IllegalArgumentException("nobody asks this here");
    }
}
