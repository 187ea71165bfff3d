import { ElMessageBox } from 'element-plus';
import type { TaskItem } from '../api/types.ts';
import { useLanguage } from '../language/language.ts';
import { useStepWords } from './step-words.ts';

/** Asks before what cannot be taken back, and names the thing; other steps are not asked about. */
export function useConfirmation() {
  const { t } = useLanguage();
  const stepWords = useStepWords();
  return async (
    task: TaskItem,
    fields: Readonly<Record<string, unknown>>,
    button: string,
  ): Promise<boolean> => {
    const question = stepWords.question(task.action, fields);
    if (question === null) return true;
    try {
      await ElMessageBox.confirm(question, t('desk:ask.title', { number: task.number }), {
        confirmButtonText: button,
        cancelButtonText: t('desk:ask.cancel'),
        lockScroll: false,
        closeOnClickModal: false,
      });
      return true;
    } catch {
      return false;
    }
  };
}
