package org.huiying.exporter;

import io.camunda.zeebe.exporter.api.context.Configuration;
import io.camunda.zeebe.exporter.api.context.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** A broker's context with the arguments of a test. */
record FakeContext(Map<String, Object> arguments) implements Context, Configuration {

  @Override
  public MeterRegistry getMeterRegistry() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Logger getLogger() {
    return NOPLogger.NOP_LOGGER;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(Records.AT);
  }

  @Override
  public Configuration getConfiguration() {
    return this;
  }

  @Override
  public int getPartitionId() {
    return 1;
  }

  @Override
  public void setFilter(final RecordFilter filter) {}

  @Override
  public String getId() {
    return "huiying";
  }

  @Override
  public Map<String, Object> getArguments() {
    return arguments;
  }

  @Override
  public <T> T instantiate(final Class<T> configClass) {
    throw new UnsupportedOperationException();
  }
}
