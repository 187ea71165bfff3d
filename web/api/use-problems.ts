import { useLanguage } from '../language/language.ts';
import type { RequestError } from './request.ts';

/** A refusal in words: what is wrong, and how to mend it. */
export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
}

/** Turns a refusal into words for people. */
export function useProblems(): (error: RequestError) => ProblemWords {
  const { t, has } = useLanguage();
  return (error) => {
    if (error.variant === 'network-error')
      return { title: t('desk:errors.network.title'), detail: t('desk:errors.network.detail') };
    const { problem, status } = error;
    if (problem?.title) return { title: problem.title, detail: problem.detail ?? '' };
    const key = has(`desk:errors.${status}.title`) ? `${status}` : 'unknown';
    return {
      title: t(`desk:errors.${key}.title`, { status }),
      detail: t(`desk:errors.${key}.detail`, { status }),
    };
  };
}
