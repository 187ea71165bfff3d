import '../../web/style/tokens.css';
import '../../web/style/base.css';
import '../../web/style/element.css';
import { createApp } from 'vue';
import { createRequest } from '../../web/api/request.ts';
import { requestKey } from '../../web/api/use-request.ts';
import { createLanguage, languageKey } from '../../web/language/language.ts';
import EditorStand from './editor-stand.vue';

/** The editors without the desk around them, as their tests open them: `?file=routing.dmn`. */
const query = new URLSearchParams(location.search);
const name = query.get('file') ?? '';
const content = await (await fetch(`/files/${encodeURIComponent(name)}`)).text();
const language = await createLanguage();
const request = createRequest({ language: () => language.tongue.value, onSignedOut: () => {} });

createApp(EditorStand, { name, content, readonly: query.has('readonly') })
  .provide(languageKey, language)
  .provide(requestKey, request)
  .mount('#stand');
