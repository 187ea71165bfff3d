import { openFakeHarness } from '../support/fake-harness.ts';
import { describeOutcomes } from '../support/suites/worker-outcome-suite.ts';
import { describeWorkers } from '../support/suites/worker-suite.ts';

describeWorkers('the fake engine', openFakeHarness);
describeOutcomes('the fake engine', openFakeHarness);
