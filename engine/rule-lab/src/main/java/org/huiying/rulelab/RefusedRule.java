package org.huiying.rulelab;

/** A draft that cannot be worked with; its code is for programs, its message has the engine's words. */
final class RefusedRule extends RuntimeException {

  private final String code;

  RefusedRule(final String code, final String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
