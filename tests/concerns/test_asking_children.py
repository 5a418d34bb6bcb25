"""A message to a child that asks for a picture is held back; advice against it is not."""

import pytest

from bield.concerns import rules


@pytest.mark.clause("TP-A1-0.2")
@pytest.mark.parametrize(
    "message",
    [
        "Send me the picture.",
        "send pic",
        "Can you forward the video?",
        "Could you send it to me please?",
        "Please show me the photo on your phone.",
        "Can I see it?",
        "Can I have a look at the picture?",
        "Let me see what he sent you.",
        "Please upload the screenshot here.",
        "Take a screenshot and send it to us.",
        "Can you download it and pass it on to Ms Carter?",
        "Bring the picture with you tomorrow.",
        "It would help to have a copy of the photo.",
        "Would you mind sharing the image with us?",
        "Forward it.",
        "Don't worry, just send me the picture.",
        "You are not in trouble. Please e-mail the video to Ama.",
        "I know you don't want to, but we need to see the photo.",
        "Could you attach a pic of it?",
        "Show it to Ms Carter tomorrow.",
        "Please save the video so that the police can look.",
        "Text me the pictures.",
        "We would like to see the clip.",
        "Can you take a photo of the bruise for us?",
        "Post the screenshots in here please",
        "Would you be able to share it?",
        "SEND US THE NUDES SO WE CAN REPORT THEM",
        "Can you show us them?",
        "If you still have it, forward it to me.",
        "Who sent it? Send me the photo.",
        "Please copy the picture onto a stick.",
        "Can you screenshot it?",
        "May we watch the recording?",
        "Could you send me what he sent you?",
        "Could you make a video of it for us?",
    ],
)
def test_whoever_asks_for_a_picture_is_held_back(message: str) -> None:
    refusal = rules.asks_for_picture(f"Thank you for telling us. {message}")

    assert refusal is not None
    assert (refusal.code, refusal.clauses) == ("asks-for-picture", ("TP-A1-0.2",))


@pytest.mark.parametrize(
    "message",
    [
        "Please do not send it to anyone.",
        "You do not need to show it to us.",
        "Who sent the picture to you?",
        "Did he send you a picture?",
        "Did anyone share it?",
        "Has anybody asked you to send a picture?",
        "Where is the picture now?",
        "Thank you for telling us about the picture.",
        "If somebody asks you to send a picture, tell us.",
        "We will never ask you to send it.",
        "Is it still on your phone?",
        "Can you tell me what happened when he shared it?",
        "Can you tell us who has seen it?",
        "Please give your phone to Ms Carter, switched off. She keeps it safe.",
        "Please give it to Ms Carter.",
        "You did the right thing. You are not in trouble.",
        "Nobody will look at it, and you need not show it to anybody.",
        "Did you show it to anyone?",
        "Have you ever shown it to a friend?",
        "You can tell us in your own words, without showing it.",
        "Would you like to talk to somebody about the picture?",
        "Don't delete it, don't send it on, and don't show it to anybody.",
        "He told you to send a photo. That was wrong of him.",
        "How did he get the picture?",
        "Was it a video or a picture?",
        "Can you send us a message when you are safe?",
        "You can show this message to somebody you trust.",
        "Did they make you send it?",
        "Childline can help you have a picture of yourself taken down.",
        "Report Remove helps you to get it taken down; you need not show it to us.",
        "What did the picture make you feel?",
        "How many people saw the video?",
        "You must not be asked to send it again.",
        "Can we see you tomorrow at ten?",
        "Can I see you?",
    ],
)
def test_advice_and_questions_about_what_happened_go_out(message: str) -> None:
    assert rules.asks_for_picture(message) is None


def test_a_curly_apostrophe_changes_nothing() -> None:
    assert rules.asks_for_picture("Please don’t send it to anyone.") is None
    assert rules.asks_for_picture("You needn’t worry.\nSend me the picture.") is not None
