import { ArrowDown, ArrowUp, CopyPlus, FolderInput, FolderSearch, Trash2 } from 'lucide-react';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Direction } from '../../../lib/list-keys.ts';

interface InspectorVerbsProps {
  readonly onMove: (direction: Direction) => void;
  /** *Move to…* */
  readonly onMoveTo: () => void;
  readonly onDuplicate: () => void;
  readonly onReveal?: (() => void) | undefined;
  readonly onDelete: () => void;
}

/** The verbs of the outline for a pointer that can only click. */
export function InspectorVerbs({ onMove, onMoveTo, onDuplicate, onReveal, onDelete }: InspectorVerbsProps) {
  const { t } = useTranslation();
  return (
    <div className="-ms-1.5 flex gap-0.5">
      <IconButton icon={ArrowUp} label={t('coursePage.verb.moveUp')} onClick={() => onMove('up')} />
      <IconButton icon={ArrowDown} label={t('coursePage.verb.moveDown')} onClick={() => onMove('down')} />
      <IconButton icon={FolderInput} label={t('coursePage.verb.moveTo')} onClick={onMoveTo} />
      <IconButton icon={CopyPlus} label={t('coursePage.verb.duplicate')} onClick={onDuplicate} />
      {onReveal ? <IconButton icon={FolderSearch} label={t('coursePage.verb.reveal')} onClick={onReveal} /> : null}
      <IconButton icon={Trash2} label={t('coursePage.verb.delete')} onClick={onDelete} className="ms-auto" />
    </div>
  );
}
