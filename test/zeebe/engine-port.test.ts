import { openFakeHarness } from '../support/fake-harness.ts';
import { describeEnginePort } from '../support/suites/engine-port-suite.ts';

describeEnginePort('the fake engine', openFakeHarness);
