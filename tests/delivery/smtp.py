"""A mail server of a few lines that speaks enough SMTP, and says no, falls silent or hangs up where it is told to."""

import asyncio
import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage

from tests.journeys.background import Background


class MailServer:
    def __init__(self, background: Background, *, tls: ssl.SSLContext | None = None) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[tuple[str, str]] = []  # as MAIL and RCPT named them
        self.says: dict[str, str] = {}  # the answer to a command, instead of the usual one; END answers the words
        self.cuts_after = ""  # the command after which the line is cut
        self.dribbles = ""  # the command after which one sign comes now and then, for ever
        self.encrypted = 0  # lines that went over to TLS
        self._tls = tls
        self._background = background
        self._talks: set[asyncio.Task[None]] = set()
        self._server = background.run(asyncio.start_server(self._talk, "127.0.0.1", 0), 5)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        try:
            await self._answer_all(reader, writer)
        finally:
            self._talks.discard(task)
            writer.close()

    async def _answer_all(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        sender = recipient = ""
        while line := await reader.readline():
            command = line.decode().split()[0].upper() if line.strip() else ""
            if command == self.dribbles:
                await self._dribble(writer)
                break
            if command in ("MAIL", "RCPT"):
                named = line.decode().partition("<")[2].partition(">")[0]
                sender, recipient = (named, recipient) if command == "MAIL" else (sender, named)
            answer = self._answer(command)
            writer.write(f"{answer}\r\n".encode())
            if command == "STARTTLS" and self._tls and not await self._encrypt(writer, self._tls):
                break
            goes_on = command == "DATA" and answer.startswith("354")
            if goes_on and not await self._take(reader, writer, (sender, recipient)):
                break
            if command in ("QUIT", self.cuts_after):
                break

    async def _encrypt(self, writer: asyncio.StreamWriter, tls: ssl.SSLContext) -> bool:
        try:
            await writer.start_tls(tls)
        except OSError:
            return False  # the client does not trust us
        self.encrypted += 1
        return True

    def _answer(self, command: str) -> str:
        usual = {"DATA": "354 go on", "QUIT": "221 bye", "STARTTLS": "220 go on"}
        if self._tls:
            usual["EHLO"] = "250-here\r\n250 STARTTLS"
        return self.says.get(command) or usual.get(command, "250 ok")

    async def _take(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, envelope: tuple[str, str]
    ) -> bool:
        if self.cuts_after == "BEFORE THE WORDS":
            return False
        raw = await reader.readuntil(b"\r\n.\r\n")
        self.mails.append(message_from_bytes(raw[:-5].replace(b"\r\n", b"\n"), policy=policy.default))
        self.envelopes.append(envelope)
        if self.cuts_after == "DATA":
            return False
        if self.dribbles == "END":
            await self._dribble(writer)
            return False
        writer.write(f"{self.says.get('END', '250 taken')}\r\n".encode())
        return True

    @staticmethod
    async def _dribble(writer: asyncio.StreamWriter) -> None:
        """Never a whole answer, and never silent long enough for a time-out of one read."""
        try:
            while not writer.is_closing():
                writer.write(b"2")
                await writer.drain()
                await asyncio.sleep(0.1)
        except OSError:
            pass  # the client gave up

    def close(self) -> None:
        self._background.run(self._close(), 5)

    async def _close(self) -> None:
        self._server.close()
        talks = list(self._talks)
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
