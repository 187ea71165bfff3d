import { jest } from '@jest/globals';
import { describeByHand } from '../../support/suites/by-hand-suite.ts';
import { describeEnginePort } from '../../support/suites/engine-port-suite.ts';
import { openZeebeHarness } from '../../support/zeebe-harness.ts';

jest.setTimeout(180_000);

describeEnginePort('the real gateway', openZeebeHarness);
describeByHand('the real gateway', openZeebeHarness);
