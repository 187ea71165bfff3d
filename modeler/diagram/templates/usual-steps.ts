/** A step this house takes again and again: a task with its form and group, or a diagram that is called. */
export interface UsualStep {
  readonly id: string;
  /** The case action the task stands for; a step without one only collects. */
  readonly action?: string;
  readonly form?: string;
  readonly role?: string;
  /** The process that is called instead of a task. */
  readonly calls?: string;
}

/** The first is the plain step: whatever its form collects goes into the case file. */
export const usualSteps: readonly UsualStep[] = [
  { id: 'plain' },
  { id: 'accept', action: 'accept', form: 'pre-check', role: 'intake-clerk' },
  { id: 'assign', action: 'assign', form: 'assign', role: 'office' },
  { id: 'propose', action: 'propose', form: 'proposal', role: 'unit-handler' },
  { id: 'draft', action: 'draft', form: 'reply-draft', role: 'unit-handler' },
  { id: 'sign', calls: 'sign-off' },
  { id: 'check', action: 'check', form: 'publication-check', role: 'publication-checker' },
  { id: 'publish', calls: 'publication' },
  { id: 'supervise', role: 'supervision' },
  { id: 'notify', role: 'office' },
];
