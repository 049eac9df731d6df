import { useFormState, useWatch } from 'react-hook-form';
import { Field } from '../../../components/field.tsx';
import { Input } from '../../../components/input.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { LabelledField, type DetailsForm } from './details-fields.tsx';
import { FieldConflict } from './field-conflict.tsx';
import { SelectField } from './select-field.tsx';
import { formatPrice, minorDigits, parsePrice } from './price.ts';

const currencies =
  'USD EUR GBP AUD BRL CAD CHF CNY CZK DKK EGP HUF ILS INR JPY KRW KWD MXN NOK NZD PLN SEK SGD TRY UAH ZAR';

/** Price and currency. What students will see stands below as soon as it can be read. */
export function PriceFields({ form }: { readonly form: DetailsForm }) {
  const { control } = form;
  const { t } = useTranslation();
  const text = useWatch({ control, name: 'priceText' });
  const currency = useWatch({ control, name: 'currency' });
  const { touchedFields, isSubmitted } = useFormState({ control, name: 'priceText' });
  const price = parsePrice(text, currency);
  const isTold = touchedFields.priceText === true || isSubmitted;
  const fault = price.ok ? null : price.fault;
  const error = fault && isTold ? t(`courseDetails.fault.price.${fault}`, { count: minorDigits(currency) }) : undefined;
  const options = [...new Set([currency, ...currencies.split(' ')])].toSorted();
  return (
    <div className="flex gap-3">
      <Field label={t('courseDetails.field.price')} hint={usePriceWords(text, currency)} error={error} className="w-40">
        {(wired) => (
          <>
            <Input {...wired} inputMode="decimal" {...form.register('priceText')} className="numeric" />
            <FieldConflict control={control} name="priceText" />
          </>
        )}
      </Field>
      <div className="w-28">
        <LabelledField control={control} name="currency">
          {(wired) => (
            <SelectField
              {...wired}
              control={control}
              name="currency"
              options={options.map((code) => ({ value: code, label: code }))}
            />
          )}
        </LabelledField>
      </div>
    </div>
  );
}

function usePriceWords(text: string, currency: string): string {
  const { locale } = useFormats();
  const { t } = useTranslation();
  const price = parsePrice(text, currency);
  if (!price.ok) return '';
  if (price.priceMinor === null) return t('courseDetails.hint.noPrice');
  if (price.priceMinor === 0) return t('courseDetails.hint.free');
  return t('courseDetails.hint.price', { price: formatPrice(price.priceMinor, currency, locale) });
}
