import { jest } from '@jest/globals';
import { describeOutcomes } from '../../support/suites/worker-outcome-suite.ts';
import { describeWorkers } from '../../support/suites/worker-suite.ts';
import { openZeebeHarness } from '../../support/zeebe-harness.ts';

jest.setTimeout(180_000);

describeWorkers('the real gateway', openZeebeHarness);
describeOutcomes('the real gateway', openZeebeHarness);
