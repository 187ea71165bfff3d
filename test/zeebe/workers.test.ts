import { openFakeHarness } from '../support/fake-harness.ts';
import { describeWorkers } from '../support/suites/worker-suite.ts';

describeWorkers('the fake engine', openFakeHarness);
