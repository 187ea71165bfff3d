package org.huiying.rulelab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The rule lab: one request a line on standard input, one answer a line on standard output. It has no port, reads no
 * file and keeps nothing; whoever started it kills it when an answer takes too long.
 */
public final class Main {

  /** Somewhat less than the engine's own threads have: what is too deep for them must be too deep here. */
  private static final long STACK_BYTES = 768 * 1024;

  private Main() {}

  public static void main(final String[] args) throws IOException {
    final PrintStream answers = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    // Whatever a library has to say must not get between the answers.
    System.setOut(System.err);
    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    final Lab lab = new Lab(new Rules(), answers);
    final Thread thread = new Thread(null, () -> lab.serve(requests), "rule-lab", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    final BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      requests.add(line);
    }
    // Whoever asked is gone. A rule that never comes to an end must not outlive them.
    Runtime.getRuntime().halt(0);
  }
}
