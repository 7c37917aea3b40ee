"""Every write of group chats: the robot, and posting by it."""

from desk.chats.actions.keeping import NewRobot, change_robot, remove_robot, try_robot
from desk.chats.actions.posting import CHANNEL, CHAT

__all__ = ["CHANNEL", "CHAT", "NewRobot", "change_robot", "remove_robot", "try_robot"]
