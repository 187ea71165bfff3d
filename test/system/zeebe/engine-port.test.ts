import { jest } from '@jest/globals';
import { describeEnginePort } from '../../support/suites/engine-port-suite.ts';
import { openZeebeHarness } from '../../support/zeebe-harness.ts';

jest.setTimeout(180_000);

describeEnginePort('the real gateway', openZeebeHarness);
