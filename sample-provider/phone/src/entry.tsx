import { applyLanguage, loadLanguage } from '@guestchat/chat';
import { render } from 'preact';
import './phone.css';
import { PhonePage } from './PhonePage.tsx';

applyLanguage(document.documentElement);
loadLanguage().then(() => render(<PhonePage />, document.body));
