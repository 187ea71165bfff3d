import { openFakeHarness } from '../support/fake-harness.ts';
import { describeByHand } from '../support/suites/by-hand-suite.ts';
import { describeEnginePort } from '../support/suites/engine-port-suite.ts';

describeEnginePort('the fake engine', openFakeHarness);
describeByHand('the fake engine', openFakeHarness);
