"""What is told in the demonstration: everyday worries of the field, all invented.

Each is told by somebody who works or helps there, about a child or learner of the place ({who}),
and goes on as such things go on: what the lead wrote down, how it ended, what was learnt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bield.advice.states import Body
from bield.concerns.states import Danger, EntryKind, Outcome, Policy
from bield.people.states import SettingType

NOTE, TALK, CONTACT, ACTION = (
    EntryKind.NOTE,
    EntryKind.CONVERSATION,
    EntryKind.CONTACT,
    EntryKind.ACTION,
)
OLDER = frozenset({SettingType.TRAINING_PROVIDER, SettingType.OUT_OF_SCHOOL})
YOUNGEST = frozenset({SettingType.EARLY_YEARS})


@dataclass(frozen=True)
class Narrative:
    account: str
    went_on: tuple[tuple[EntryKind, str], ...]
    outcome: Outcome
    reasons: str
    lesson: str
    settings: frozenset[str]
    child_words: str = ""
    where: str = ""
    danger: Danger = Danger.NO
    typed: bool = False  # the reporter typed the name instead of picking it
    referred: bool = True  # a body outside has it, or had it
    told: tuple[str, ...] = (Body.CHILDRENS_SOCIAL_CARE,)  # and which, where it was referred
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # other than everyday
    done: Mapping[str, str] = field(default_factory=dict)  # response -> what was done
    policy: Policy = Policy.SAFEGUARDING


NARRATIVES = (
    Narrative(
        account=(
            "At the end of the session {who} stayed behind and told me that somebody met in a game"
            " keeps asking for photographs and now says he will tell everybody what they talked"
            " about. {who} was shaking and did not want to go to the bus stop alone."
        ),
        child_words="He said he knows which stop I get off at. I only told him my school.",
        where="A building game with a chat, on the phone at home",
        went_on=(
            (TALK, "Spoke with {who} in the quiet room. Said that nothing of this is their fault."),
            (CONTACT, "Reported to CEOP by their web form; the account name was given as text."),
            (ACTION, "The mother came at four. They blocked the account together at home."),
        ),
        outcome=Outcome.REFERRED,
        reasons="CEOP has taken it. The child is safe at home and knows whom to call.",
        lesson="Talk about chats in games in the autumn session for every group.",
        settings=OLDER,
    ),
    Narrative(
        account=(
            "{who} had a bruise on the left upper arm, about the size of a plum, yellow at the"
            " edges. When I asked how it had happened there was a long silence and then the subject"
            " was changed."
        ),
        where="Changing for the afternoon activity",
        danger=Danger.UNSURE,
        went_on=(
            (NOTE, "Drew where the bruise was. No photograph was taken."),
            (CONTACT, "Rang children's social care for advice; they asked us to go on watching."),
            (TALK, "The grandmother said that {who} fell from the climbing frame on Saturday."),
        ),
        outcome=Outcome.SUPPORT,
        reasons="Social care found the explanation to fit. The family worker visits on Thursdays.",
        lesson="Nothing new: it was written down at once and passed on within the hour.",
        settings=OLDER | YOUNGEST,
    ),
    Narrative(
        account=(
            "Two learners showed me that a group chat of the course has been making jokes about"
            " {who} for a week: edited pictures of the face, and a countdown to Friday."
        ),
        child_words="Everyone has seen it. I would rather not come on Friday.",
        where="A group chat outside our own systems",
        went_on=(
            (TALK, "Met {who} before the session. We agreed who would be told and what."),
            (ACTION, "Spoke with the three who wrote most. They took the pictures down."),
            (TALK, "{who} says it has been quiet for ten days."),
        ),
        outcome=Outcome.ACTED_ON,
        reasons="It has stopped, the group has talked about it, and somebody checks in weekly.",
        lesson="Agree rules for chats with each new group in the first week.",
        settings=OLDER,
        referred=False,
        answers={
            "bullying": ("yes",),
            "kinds": ("bullying",),
            "areas": ("conduct",),
            "behaviour": ("learner",),
            "place": ("elsewhere",),
            "deliberate": ("yes",),
            "repeated": ("yes",),
            "group": ("yes",),
            "effect": ("unsure",),
        },
        done={
            "behaviour": "Spoke with the three under the behaviour procedure.",
            "help": "Gave the numbers of Childline and the NSPCC.",
            "work_with": "The three write down what they did, and what they do instead.",
        },
        policy=Policy.BEHAVIOUR,
    ),
    Narrative(
        account=(
            "While we looked for a song on the tablet an advertisement opened with a frightening"
            " clown and loud screaming. {who} and two others saw it before I turned it over."
        ),
        child_words="The bad man came out of the music.",
        where="Carpet time, the blue tablet",
        went_on=(
            (ACTION, "The tablet was put away, kept on, and given to our ICT support."),
            (CONTACT, "Told all three families at home time what was seen and what we did."),
        ),
        outcome=Outcome.ACTED_ON,
        reasons="The service is blocked on all tablets; songs now come from our own list.",
        lesson="Music only from the list that the manager has checked.",
        settings=YOUNGEST,
        referred=False,
        answers={"place": ("here",), "tie": ("our_systems",)},
        done={"block": "The service is blocked on all tablets."},
        policy=Policy.ONLINE_SAFETY,
    ),
    Narrative(
        account=(
            "{who} came in very hungry for the third Monday in a row and hid two bread rolls in the"
            " coat pocket. The clothes were the same as on Friday."
        ),
        where="Breakfast table",
        went_on=(
            (TALK, "Talked with the mother about how things are since the new baby."),
            (CONTACT, "Made a request for family help with the mother's agreement."),
            (NOTE, "Breakfast is put aside for {who} every morning, without a word about it."),
        ),
        outcome=Outcome.SUPPORT,
        reasons="The family worker has begun, and the mornings are much better.",
        lesson="Keep a shelf of spare clothes and a breakfast for anybody who needs it.",
        settings=YOUNGEST | OLDER,
    ),
    Narrative(
        account=(
            "{who} told me during the break that a cousin has invited them to a channel where men"
            " talk about a war that is coming and about people who should not live here. Since then"
            " {who} repeats some of it in the workshop."
        ),
        where="A messaging channel",
        went_on=(
            (TALK, "Long talk with {who} about the channel, the cousin and feeling left out."),
            (CONTACT, "Asked the local Prevent team for advice, without a name at first."),
            (CONTACT, "Referral made with the family's knowledge. A mentor has been offered."),
        ),
        outcome=Outcome.REFERRED,
        reasons="The panel has taken it on and told us what to watch for.",
        lesson="All tutors to go through the signs again at the next staff day.",
        settings=OLDER,
    ),
    Narrative(
        account=(
            "I saw on the shared screen that {who} had a message open which said: send it or I post"
            " the last one. The laptop was shut quickly. I did not look further and asked nothing"
            " about pictures."
        ),
        danger=Danger.YES,
        where="Computer room",
        typed=True,
        went_on=(
            (ACTION, "Sat with {who} until the mother came. Nobody looked at any picture."),
            (
                CONTACT,
                "Police told at 14:20 and the reference written down. Device left switched on.",
            ),
            (CONTACT, "Helped {who} to use Report Remove; they did it themselves, unseen by us."),
        ),
        outcome=Outcome.REFERRED,
        reasons="The police have it. The child has somebody to talk to twice a week.",
        lesson="Our sheet on being blackmailed now hangs in every room with a computer.",
        settings=OLDER,
    ),
    Narrative(
        account=(
            "A grandparent who collects {who} smelled strongly of drink and could not find the car"
            " keys. I asked them to wait and rang the father, who came in twenty minutes."
        ),
        where="At the gate, collection time",
        danger=Danger.UNSURE,
        went_on=(
            (TALK, "Talked with both parents about who may collect and what we do otherwise."),
            (ACTION, "Changed the collection list and the password with the parents."),
        ),
        outcome=Outcome.ACTED_ON,
        reasons="The parents have made another arrangement, and it has held for a month.",
        lesson="Ask at every start of term who may collect, and what happens when nobody can.",
        settings=YOUNGEST,
    ),
    Narrative(
        account=(
            "{who} says that the evenings are spent on a site where you bet with items out of a"
            " game, and that money is owed to an older boy. The bank card belongs to the mother."
        ),
        child_words="It was only skins at first. Now it is a hundred and forty.",
        where="A betting site for game items",
        went_on=(
            (TALK, "Spoke with {who} and then with the mother, who had not known."),
            (
                CONTACT,
                "Gave them the helpline for young people who gamble; first call was made here.",
            ),
        ),
        outcome=Outcome.SUPPORT,
        reasons="The card is stopped, the debt has been told to the police, support has begun.",
        lesson="Gambling with game items goes into the online-safety talk.",
        settings=OLDER,
    ),
    Narrative(
        account=(
            "During the video lesson somebody shouted in the room behind {who}, who flinched and"
            " switched the camera off. In the chat it said: sorry, it is always like this."
        ),
        where="Online lesson, at home",
        danger=Danger.UNSURE,
        went_on=(
            (TALK, "Rang {who} at a quiet time. There is an aunt next door whom {who} trusts."),
            (CONTACT, "Children's social care told; a visit was made the same week."),
            (NOTE, "Lessons take place at the library until further notice."),
        ),
        outcome=Outcome.REFERRED,
        reasons="A social worker is named and has asked us to tell her of every missed lesson.",
        lesson="Agree a word with each child that means: please end the lesson now.",
        settings=OLDER,
    ),
    Narrative(
        account=(
            "A learner had downloaded an application that makes pictures of anybody without clothes"
            " and boasted of it. {who} is one of those in question and knows about it. I have seen"
            " no picture and do not want to."
        ),
        where="Break, behind the workshop",
        went_on=(
            (
                ACTION,
                "The telephone is switched on and locked in the safe, seal number written down.",
            ),
            (CONTACT, "Police and social care told. Nobody here has looked at anything."),
            (TALK, "Spoke with {who} and the family about what happens next and who helps."),
        ),
        outcome=Outcome.REFERRED,
        reasons="The police took the telephone. Both young people have support.",
        lesson="Made-up pictures are treated like real ones; said so to every group.",
        settings=OLDER,
    ),
    Narrative(
        account=(
            "{who} has become very quiet since the half-term, eats alone and has scratches on the"
            " forearm that were covered when I looked up."
        ),
        child_words="It helps for a minute. Please do not tell Dad first.",
        where="Lunch",
        danger=Danger.UNSURE,
        went_on=(
            (TALK, "Asked what would help. {who} chose that the mother is told, with me there."),
            (CONTACT, "The family doctor saw {who} the next day."),
            (NOTE, "A weekly walk with the mentor has been agreed."),
        ),
        outcome=Outcome.SUPPORT,
        reasons="The doctor and the mentor are in place; {who} comes to find us by themselves.",
        lesson="Everybody on the lunch rota has been told whom to come to.",
        settings=OLDER,
    ),
    Narrative(
        account=(
            "A parent had put a photograph of our summer party on a public page with the names of"
            " four children, {who} among them. Another parent told me."
        ),
        where="A public page of a parent",
        went_on=(
            (ACTION, "Asked the parent to take it down; it was gone within the hour."),
            (CONTACT, "Told the four families, without saying who had told us."),
        ),
        outcome=Outcome.ACTED_ON,
        reasons="The picture is gone and nobody had passed it on.",
        lesson="Say at each event, aloud, that pictures stay in the family.",
        settings=YOUNGEST | OLDER,
        referred=False,
        answers={
            "kinds": ("picture_posted",),
            "areas": ("conduct",),
            "behaviour": ("other_adult",),
        },
        done={
            "remove": "Address and time written down; the parent took it down within the hour.",
        },
        policy=Policy.SOCIAL_MEDIA,
    ),
    Narrative(
        account=(
            "{who} asked me whether it is normal to have to sit on the lap of a visitor at home. I"
            " said that I am glad to be asked, and that I would talk to somebody who can help."
        ),
        child_words="Uncle says it is our game and it is a surprise for later.",
        danger=Danger.YES,
        where="In the book corner",
        went_on=(
            (CONTACT, "Children's social care and police told within ten minutes, by telephone."),
            (
                NOTE,
                "No further questions were asked. The words are written down as they were said.",
            ),
            (CONTACT, "Strategy discussion held; we take no step ahead of it."),
        ),
        outcome=Outcome.REFERRED,
        reasons="The enquiry lies with the authority. Our part is done and written down.",
        lesson="The colleague did everything right; thanked, and offered support.",
        settings=YOUNGEST | OLDER,
    ),
    Narrative(
        account=(
            "Somebody rang the office, said they were from the bank of {who} and asked for the date"
            " of birth and the telephone number. I gave nothing. {who} has had three such calls."
        ),
        where="Telephone, office",
        went_on=(
            (ACTION, "Helped {who} to change passwords and to ring the bank from its own number."),
            (CONTACT, "Reported to the national fraud line."),
        ),
        outcome=Outcome.ACTED_ON,
        reasons="No money was lost and the accounts are safe.",
        lesson="Reminded everybody that we give out nothing about learners by telephone.",
        settings=OLDER,
        referred=False,
        answers={
            "security": ("yes",),
            "kinds": ("phishing",),
            "areas": ("commerce",),
            "behaviour": ("other_adult",),
        },
        policy=Policy.DATA,
    ),
    Narrative(
        account=(
            "{who} did not come for the second week and nobody answers the telephone. The friend"
            " says the family went away in the night with two suitcases."
        ),
        danger=Danger.UNSURE,
        went_on=(
            (CONTACT, "Told the local authority about a child missing from education."),
            (CONTACT, "The housing officer knows where they are: with the grandmother, safe."),
        ),
        outcome=Outcome.REFERRED,
        reasons="The family is safe at another address and a new place has been found.",
        lesson="Two numbers for every child, one of them outside the household.",
        settings=YOUNGEST | OLDER,
    ),
    Narrative(
        account=(
            "An older learner offers lifts and new trainers to the younger ones, {who} among them,"
            " and asks them to carry parcels to the coast at weekends."
        ),
        where="Car park after the last session",
        danger=Danger.UNSURE,
        went_on=(
            (
                CONTACT,
                "Police told of the car and the times. Social care told of the three children.",
            ),
            (TALK, "{who} said only that it is easy money. We left the door open."),
            (NOTE, "Staff stand in the car park after the last session every day."),
        ),
        outcome=Outcome.REFERRED,
        reasons="The exploitation team has taken all three. Our reports go to a named officer.",
        lesson="The car park is lit and staffed until the last learner has gone.",
        settings=OLDER,
    ),
    Narrative(
        account=(
            "I was asked by {who} to be a friend on a social network and said no, kindly. {who}"
            " says that another adult from here is already a friend there. I do not know who."
        ),
        where="After rehearsal",
        went_on=(
            (
                ACTION,
                "Asked all adults to look at their accounts; one old link was found and ended.",
            ),
            (NOTE, "It was from a time before either was here. Nothing was ever written there."),
        ),
        outcome=Outcome.NO_HARM,
        reasons="An old link between cousins, ended, with nothing exchanged.",
        lesson="The yearly reminder now asks everybody to check for such links.",
        settings=OLDER,
    ),
)
