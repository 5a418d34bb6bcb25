"""A pass phrase that people can say on the telephone: plain words, drawn by chance. Pure.

Eight words of 256 are 64 bits, so that whoever has a locked file alone cannot try them all.
"""

import secrets

TEXT = """
acorn album almond anchor apple apron arrow atlas autumn badge bakery balcony bamboo banana banjo
barley basket beach beaver bicycle biscuit blanket blossom bonnet bottle bramble breakfast bridge
brook bucket butter button cabin cactus camel candle canoe canvas carpet carrot castle cedar cello
cement chalk cheese cherry chimney cinema circle clarinet cliff clock cloud clover coast cobweb
cocoa coconut copper coral corner cotton cousin cradle crayon cricket crystal cupboard curtain
cushion daisy dancer desert diamond dolphin dragon drawer drum duckling eagle easel echo elbow
elephant engine evening fabric falcon feather fence fern fiddle flannel flute forest fossil galaxy
garden garlic gate giant ginger glacier glove goblet granite grape gravel guitar hammer hamster
harbour harvest hazel hedgehog helmet heron hinge honey horizon icicle igloo insect island ivory
jacket jigsaw jungle kitchen ladder lagoon lantern lavender lemon lettuce library lizard lobster
magnet mango maple marble market meadow melon mirror mitten monkey morning mosaic mountain museum
mushroom napkin nectar needle nettle notebook nutmeg oasis ocean olive onion orbit orchard organ
otter oven oyster paddle palace pancake panda paper pasta pebble pelican pencil pepper piano
picnic pigeon pillow pirate planet plaster plum pony poppy potato prairie pumpkin puppet puzzle
quarry quilt rabbit radish railway rainbow raisin raven ribbon river robin rocket rosemary sailor
salad salmon sandal saucer scarf school seagull shadow shelter shovel silver sparrow spider
spinach sponge squirrel stable station sugar summer sunset swallow sycamore tassel teapot temple
thimble thistle thunder ticket tiger toffee tomato tortoise tractor trumpet tulip tunnel turtle
umbrella valley vanilla velvet village violin volcano walnut
"""
WORDS = tuple(TEXT.split())
LENGTH = 8  # words


def make() -> str:
    return "-".join(secrets.choice(WORDS) for _ in range(LENGTH))
