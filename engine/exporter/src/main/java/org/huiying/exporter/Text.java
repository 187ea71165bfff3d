package org.huiying.exporter;

import java.nio.charset.StandardCharsets;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Texts and keys in the form in which they are safe to store and to read again. */
final class Text {

  static final int NAME_LIMIT = 1_000;
  static final int VALUE_LIMIT = 4_000;

  private Text() {}

  /** A 64-bit key as text: from partition 4 upward keys exceed what a double can hold. */
  static BsonValue key(final long key) {
    return key < 0 ? BsonNull.VALUE : new BsonString(Long.toString(key));
  }

  static BsonValue name(final String text) {
    return capped(text, NAME_LIMIT);
  }

  /** A free value; JSON that was cut is no longer JSON, and readers show it as text. */
  static BsonValue value(final String text) {
    return capped(text, VALUE_LIMIT);
  }

  /** Text, or null where the engine says «none» by an empty text. */
  static BsonValue optional(final String text) {
    return text == null || text.isEmpty() ? BsonNull.VALUE : name(text);
  }

  static BsonValue whole(final byte[] bytes) {
    return bytes == null
        ? BsonNull.VALUE
        : new BsonString(new String(bytes, StandardCharsets.UTF_8));
  }

  private static BsonValue capped(final String text, final int limit) {
    if (text == null) {
      return BsonNull.VALUE;
    }
    final var cut = text.length() <= limit ? text : text.substring(0, limit - 1) + '…';
    return new BsonString(withoutLoneSurrogates(cut));
  }

  /** A lone surrogate is stored as broken UTF-8, and the Node driver then refuses the whole answer. */
  private static String withoutLoneSurrogates(final String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
