import type { Language } from '../language/tongue.ts';

interface FieldSchema {
  readonly key?: string;
  readonly type?: string;
  readonly subtype?: string;
  readonly validate?: Readonly<Record<string, unknown>>;
}

interface FieldRegistry {
  get(id: string): FieldSchema | undefined;
}

/** Complaints about fields that only the rules behind the form know, by field key. */
export type FieldErrors = Readonly<Record<string, string>>;

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const phone = /^\+?[\d\s()-]{5,20}$/;

function isMissing(field: FieldSchema, value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (typeof value === 'string' && value.trim() === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return field.type === 'checkbox' && value === false;
}

function lengthErrors(rules: Readonly<Record<string, unknown>>, value: unknown, t: Language['t']) {
  if (typeof value !== 'string' || value === '') return [];
  const { length } = value.trim();
  const errors: string[] = [];
  if (typeof rules.minLength === 'number' && length < rules.minLength)
    errors.push(t('desk:form.tooShort', { min: rules.minLength, length }));
  if (typeof rules.maxLength === 'number' && length > rules.maxLength)
    errors.push(t('desk:form.tooLong', { max: rules.maxLength, length }));
  return errors;
}

function sizeErrors(rules: Readonly<Record<string, unknown>>, value: unknown, t: Language['t']) {
  if (value === null || value === undefined || value === '') return [];
  const size = Number(value);
  const errors: string[] = [];
  if (typeof rules.min === 'number' && size < rules.min)
    errors.push(t('desk:form.tooSmall', { min: rules.min }));
  if (typeof rules.max === 'number' && size > rules.max)
    errors.push(t('desk:form.tooBig', { max: rules.max }));
  return errors;
}

function shapeErrors(rules: Readonly<Record<string, unknown>>, value: unknown, t: Language['t']) {
  if (typeof value !== 'string' || value === '') return [];
  if (rules.validationType === 'email' && !email.test(value)) return [t('desk:form.email')];
  if (rules.validationType === 'phone' && !phone.test(value)) return [t('desk:form.phone')];
  return [];
}

/** What is wrong with one field, in the language chosen. */
export function fieldErrors(field: FieldSchema, value: unknown, t: Language['t']): string[] {
  const rules = field.validate ?? {};
  if (isMissing(field, value)) return rules.required === true ? [t(requiredKey(field))] : [];
  return [
    ...lengthErrors(rules, value, t),
    ...sizeErrors(rules, value, t),
    ...shapeErrors(rules, value, t),
  ];
}

function requiredKey({ type }: FieldSchema): string {
  const chosen = type === 'radio' || type === 'select' || type === 'checklist';
  return chosen ? 'desk:form.chooseOne' : 'desk:form.required';
}

/** What the form asks of its validator, and where it finds the answers of the rules behind it. */
export interface ValidatorContext {
  readonly t: Language['t'];
  readonly extraErrors: () => FieldErrors;
}

/**
 * A module for form-js that replaces its validator: the library's own sentences are English and cannot be translated.
 */
export function validatorModule({ t, extraErrors }: ValidatorContext) {
  function validator(formFieldRegistry: FieldRegistry) {
    const errorsOf = (field: FieldSchema, value: unknown) => {
      const own = fieldErrors(field, value, t);
      const extra = field.key === undefined ? undefined : extraErrors()[field.key];
      return own.length === 0 && extra !== undefined ? [extra] : own;
    };
    return {
      validateField: errorsOf,
      validateFieldInstance: ({ id }: { id: string }, value: unknown) => {
        const field = formFieldRegistry.get(id);
        return field === undefined ? [] : errorsOf(field, value);
      },
    };
  }
  validator.$inject = ['formFieldRegistry'];
  return { validator: ['factory', validator] };
}
