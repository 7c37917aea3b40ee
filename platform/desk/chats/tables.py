"""The table of group chats."""

from piccolo.columns import Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced


class ChatRobot(Fenced, Table, tablename="chat_robot", help_text="The robot in a tenant's group chat; at most one."):
    robot = Varchar(length=20, default=None, null=False, help_text="Whose: wecom, dingtalk, feishu.")
    said = Text(default=None, null=False, help_text="Its address and secret, as JSON, sealed.")
    changed_at = Timestamptz(default=None, null=False)
