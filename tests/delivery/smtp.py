"""A mail server of a few lines that speaks enough SMTP, and says no where it is told to."""

import asyncio
from email import message_from_bytes, policy
from email.message import EmailMessage

from tests.journeys.background import Background


class MailServer:
    def __init__(self, background: Background) -> None:
        self.mails: list[EmailMessage] = []
        self.says: dict[str, str] = {}  # the answer to a command, instead of the usual one
        self.cuts_after = ""  # the command after which the line is cut
        self._server = background.run(asyncio.start_server(self._talk, "127.0.0.1", 0), 5)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        while line := await reader.readline():
            command = line.decode().split()[0].upper() if line.strip() else ""
            answer = self.says.get(command) or {"DATA": "354 go on", "QUIT": "221 bye"}.get(command, "250 ok")
            writer.write(f"{answer}\r\n".encode())
            if command == "DATA" and answer.startswith("354"):
                raw = await reader.readuntil(b"\r\n.\r\n")
                self.mails.append(message_from_bytes(raw[:-5], policy=policy.default))
                if self.cuts_after == "DATA":
                    break
                writer.write(f"{self.says.get('END', '250 taken')}\r\n".encode())
            if command in ("QUIT", self.cuts_after):
                break
        writer.close()

    def close(self) -> None:
        self._server.close()
