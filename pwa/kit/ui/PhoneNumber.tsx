import { phone } from '../numbers'

/** A telephone number as one reads it aloud: left to right in every language, and never over two lines. */
export const PhoneNumber = ({ of }: { of: string }) => <bdi class="number">{phone(of)}</bdi>
