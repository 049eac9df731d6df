import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { canonicalTag } from '../../../../shared/domain/caption-language.ts';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { Select } from '../../../components/select.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useLanguageOptions } from '../language-options.ts';

interface CaptionLanguageProps {
  readonly fileName: string;
  readonly language: string;
  readonly onChange: (language: string) => void;
}

/** Stands for a tag that is typed; no language has this tag. */
const OTHER = 'other';

/** The language of captions: one of the usual ones, or any by its tag. */
export function CaptionLanguage({ fileName, language, onChange }: CaptionLanguageProps) {
  const { t } = useTranslation();
  const [isTyping, setTyping] = useState(false);
  const takesFocus = useRef(false);
  const options = useLanguageOptions(language);
  const done = (tag: string | null, isByKey: boolean) => {
    takesFocus.current = isByKey;
    setTyping(false);
    if (tag !== null && tag !== language) onChange(tag);
  };
  if (isTyping) return <LanguageTag fileName={fileName} language={language} onDone={done} />;
  return (
    <Select
      ref={(list) => {
        if (takesFocus.current) list?.focus();
        takesFocus.current = false;
      }}
      aria-label={t('lessonCaptions.language', { name: fileName })}
      className="w-40"
      value={language}
      onChange={(chosen) => (chosen === OTHER ? setTyping(true) : onChange(chosen))}
      options={[
        { value: 'und', label: t('coursePage.noLanguage') },
        ...options.filter(({ value }) => value !== 'und'),
        { value: OTHER, label: t('lessonCaptions.otherLanguage') },
      ]}
    />
  );
}

interface LanguageTagProps {
  readonly fileName: string;
  readonly language: string;
  /** Null: it stays as it was. */
  readonly onDone: (tag: string | null, isByKey: boolean) => void;
}

/** A BCP 47 tag, checked as it is typed. */
function LanguageTag({ fileName, language, onDone }: LanguageTagProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(language === 'und' ? '' : language);
  const field = useRef<HTMLInputElement>(null);
  // It stands where the list was that had the keyboard.
  useEffect(() => field.current?.focus(), []);
  const tag = canonicalTag(typed);
  // The field goes with the first answer, and says so again as it is left.
  const isDone = useRef(false);
  const done = (given: string | null, isByKey: boolean) => {
    if (!isDone.current) onDone(given, isByKey);
    isDone.current = true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const isTaken = event.key === 'Enter' && tag !== null;
    if (!isTaken && event.key !== 'Escape') return;
    // The same key would open the list that gets the keyboard.
    event.preventDefault();
    done(isTaken ? tag : null, true);
  };
  const isFaulty = typed.trim() !== '' && tag === null;
  return (
    <Field
      label={t('lessonCaptions.tag', { name: fileName })}
      hint={t('lessonCaptions.tagHint')}
      error={isFaulty ? t('lessonCaptions.tagFault') : undefined}
      className="w-full"
    >
      {(wired) => (
        <Input
          {...wired}
          ref={field}
          dir="ltr"
          maxLength={30}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => done(tag, false)}
        />
      )}
    </Field>
  );
}
