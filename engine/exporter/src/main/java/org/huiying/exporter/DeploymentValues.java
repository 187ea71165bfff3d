package org.huiying.exporter;

import io.camunda.zeebe.protocol.record.value.deployment.DecisionRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.DecisionRequirementsRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Form;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import java.util.HexFormat;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Definitions as deployed, with their whole text. */
final class DeploymentValues {

  private DeploymentValues() {}

  static BsonDocument process(final Process process) {
    return new BsonDocument()
        .append("bpmnProcessId", Text.name(process.getBpmnProcessId()))
        .append("version", new BsonInt32(process.getVersion()))
        .append("versionTag", Text.optional(process.getVersionTag()))
        .append("processDefinitionKey", Text.key(process.getProcessDefinitionKey()))
        .append("deploymentKey", Text.key(process.getDeploymentKey()))
        .append("resourceName", Text.name(process.getResourceName()))
        .append("checksum", checksum(process.getChecksum()))
        .append("resource", Text.whole(process.getResource()));
  }

  static BsonDocument form(final Form form) {
    return new BsonDocument()
        .append("formId", Text.name(form.getFormId()))
        .append("version", new BsonInt32(form.getVersion()))
        .append("versionTag", Text.optional(form.getVersionTag()))
        .append("formKey", Text.key(form.getFormKey()))
        .append("deploymentKey", Text.key(form.getDeploymentKey()))
        .append("resourceName", Text.name(form.getResourceName()))
        .append("checksum", checksum(form.getChecksum()))
        .append("resource", Text.whole(form.getResource()));
  }

  static BsonDocument decision(final DecisionRecordValue decision) {
    return new BsonDocument()
        .append("decisionId", Text.name(decision.getDecisionId()))
        .append("decisionName", Text.name(decision.getDecisionName()))
        .append("version", new BsonInt32(decision.getVersion()))
        .append("versionTag", Text.optional(decision.getVersionTag()))
        .append("decisionKey", Text.key(decision.getDecisionKey()))
        .append("deploymentKey", Text.key(decision.getDeploymentKey()))
        .append("requirementsKey", Text.key(decision.getDecisionRequirementsKey()));
  }

  static BsonDocument requirements(final DecisionRequirementsRecordValue requirements) {
    return new BsonDocument()
        .append("requirementsId", Text.name(requirements.getDecisionRequirementsId()))
        .append("requirementsName", Text.name(requirements.getDecisionRequirementsName()))
        .append("version", new BsonInt32(requirements.getDecisionRequirementsVersion()))
        .append("requirementsKey", Text.key(requirements.getDecisionRequirementsKey()))
        .append("resourceName", Text.name(requirements.getResourceName()))
        .append("checksum", checksum(requirements.getChecksum()))
        .append("resource", Text.whole(requirements.getResource()));
  }

  private static BsonValue checksum(final byte[] checksum) {
    return checksum == null
        ? BsonNull.VALUE
        : new BsonString(HexFormat.of().formatHex(checksum));
  }
}
