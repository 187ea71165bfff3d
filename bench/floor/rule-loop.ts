import { Zeebe } from '@camunda8/sdk';

/** Asks the engine by which version it decides now. */
export interface RuleLoop {
  readonly version: () => Promise<number>;
  readonly close: () => Promise<unknown>;
}

/** A bare client that evaluates one decision. */
export function openRuleLoop(grpcAddress: string, decisionId: string): RuleLoop {
  const client = new Zeebe.ZeebeGrpcClient({
    config: {
      CAMUNDA_OAUTH_DISABLED: true,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_LOG_LEVEL: 'none',
      ZEEBE_GRPC_ADDRESS: `grpc://${grpcAddress}`,
      zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
    },
  });
  return {
    version: async () =>
      Number((await client.evaluateDecision({ decisionId, variables: {} })).decisionVersion),
    close: () => client.close(),
  };
}
