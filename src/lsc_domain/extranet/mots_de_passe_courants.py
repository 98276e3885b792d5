"""Passwords everybody thinks of: what is tried first, and refused where the policy asks for it. ASVS 6.2.4, CNIL."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_CHIFFRES_POUR_LETTRES: Final = str.maketrans("0134578@$!€", "oieastbasie")
_SUITES: Final = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm",
    "wxcvbn", "qwertzuiop", "yxcvbnm", "1q2w3e4r5t6y7u8i9o0p", "1a2z3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0",
    "a1z2e3r4t5y6u7i8o9p0", "a1b2c3d4e5f6g7h8", "1a2b3c4d5e6f7g8h", "1qaz2wsx3edc4rfv5tgb6yhn", "1qazxsw23edcvfr4",
    "zaq12wsxcde34rfv", "qazwsxedcrfvtgb", "aqwzsxedc", "1aqw2zsx3edc", "147258369", "741852963", "159753", "123698745",
    "a1s2d3f4g5h6", "1a2s3d4f5g", "12qwaszx", "1029384756", "192837465", "1357924680", "02468", "13579", "qweasdzxc",
    "01020304050607080910", "1011121314151617181920", "31415926535", "1123581321",
)  # fmt: skip
"""What fingers run along: the alphabet, the digits, the rows and columns of keyboards, and their usual braids."""
_DES_CHIFFRES: Final = re.compile(r"[^a-z0-9]*[a-z]{0,2}\d[\d/.-]*[a-z]{0,2}[^a-z0-9]*")
_PLUS_LONGUE_SUITE: Final = 64
"""Beyond, it is no longer asked whether fingers run along: nobody tries that first, and the asking is quadratic."""

_RACINES: Final = """
a1a2a3a a1a2a3a4a a2a3a4a a838hfid aaliyah aaron abcdefg abdullah abhishek abigail abracadabra abrakadabra addison
adgjmptw admin administrateur administrator adriana adventure aerosmith agence agent agnieszka airborne airforce
airplane akatsuki akax89wn akopa alabama alain alberto alejandra alejandro aleksandr aleksandra alessandra
alessandro alex alexander alexandr alexandra alexandre alexandria alexandru alfaromeo algerie alladin allah allezlom
allison allstar almighty amanda amandine amarillo amazing amber america american amorcito amoremio amour amsterdam
anaconda anamaria anastasia anastasiya anderson andonly andrew andromeda angel angelbaby angelica angelika angelina
angelique angelito anhyeuem animals annabelle annalisa annamaria annette anthony antoine antonella antonio anything
aobo aout apollo apple applepie aquarius aqwzsx argentina arianna arizona armagedon arnaud arschloch arsenal asd
asdf asdfasdf asdfgh asdfghj asdfghjkl asdfjkl ashleigh ashley aspirine astonvilla atcskd2w atlanta atlantis
attitude audrey aurelie austin australia automne avril awesome azeqsd azeqsdwxc azerty azertyuiop azsxdcfv babatunde
baby babyblue babyboo babyboy babycakes babydoll babyface babygirl babygurl babylon babylove babyphat backspace
badgirl badminton baller bananas bangalore bangladesh barcelona baseball basketball bastien batista batman
battlefield bautista bearshare beatles beatrice beautiful bebe beckham beethoven bella benjamin bentley bernadette
bernard bernardo bestfriend bethany bettyboop beyonce bienvenue bigdaddy bighead bigmoney billabong billy billybob
bionicle birthday biscuit bismillah bisous bkl29m2bk black blackberry blackbird blackcat blackdog blackie blackjack
blackrose blahblah blasted blessed blessing blessings blink blizzard blondie blue blueberry bluebird blueeyes
bluefish bluemoon bobby bobmarley bollocks bonjour bonsoir bordeaux boricua boulanger bowling bradley brandon
braveheart brayden breanna brendan bretagne brian brianna briciola brighton brigitte britney brittany brittney
broadway broncos brooklyn brother brothers brownie brucelee bubba bubblegum bubbles buckeyes buddy buddyboy budlight
budweiser buffalo bugsbunny bulldog bulldogs bumblebee bunny business buster buttercup butterfly buttons c43qpul5rz
cadillac caitlin california calimero callofduty camaro camaroz cambiami cameron camille campbell candy candyman
cannabis cantona capricorn capslock captain caramelo cardinal cardinals carebear career carlitos carlos carlotta
carolina caroline carpediem cartman casablanca casanova cashmoney cassandra cassidy castillo catalina catarina
caterina catfish catherine cavalier cdtnkfyf cedric celeste celine cellphone celtic cepetsugih cfitymrf champion
chandler changeme changezmoi charger chargers charlene charles charlie charlotte charmed chaton cheater cheese
cheesecake cheetah chelsea chelseafc chemical chemistry cherokee cherry chester cheval chevelle chevrolet chevys
cheyenne chicago chicken chickens children chipper chiquita chivas chloe chocolat chocolate chopper chouchou
chouette choupette chris chrisbrown chrissy christian christina christine christmas christophe christopher christy
chronic cinderella cinnamon cjkysirj cjmasterinf clarence clarinet clarissa classic classof claudia clayton clement
cleopatra cleveland clifford cm6e7aumn cnjqrf cocacola coconut coldplay colleen college colombia colorado columbia
comeer comeon commando computer confused converse cookie cookies cooldude coolgirl coolkid coolman coproprietaire
copropriete corazon corse corsica corvette coucou country courtney cowboys cowgirl cracker crazy creative cricket
cristian cristiano cristina crjhgbjy crystal cucciolo cuddles cupcake cutegirl cutie cutiepie cynthia d1lakiss
d2xyw89sxj d71lwz9zjs d8cubaj2e d9zufqd92n daddy daddysgirl daisy dalejr dallas damilola dance dancing dangerous
daniel daniela daniella danielle danny dannyboy daredevil darkangel darkness darkside darkstar daughter dauphin
david davidson dbrnjhbz dearbook death deathnote december decembre defender deftones delacruz delphine delpiero demo
demon demon1q2w3e demon1q2w3e4r demon1q2w3e4r5t derrick designer desiree destiny detroit devil dfktynbyf diamante
diamond diamonds dietcoke digital dimanche dingdong dinosaur diosesamor diosesfiel director dirtbike discovery
disturbed diwtgm dkflbckfd dkflbvbh doberman dodgers dolphin dolphins domenico dominic dominican dominika dominique
dont4get doraemon dorothy dortmund doudou douglas download dpbk dragon dragonball dragonballz dragonfly dragons
dreamer drjynfrnt drowssap drpepper drummer dthjybrf dumbass durango dylan eastside eclipse eduardo education
eh1k9oh einstein ekaterina electric elefante element eleonora elephant eleven elisabeth elizabeth elodie emanuele
emiliano emilie emily emmanuel engineer england english enterprise ericsson esmeralda espagne esperanza estrella
estrellita eternity etoile evangelion evergreen everton evolution evony excalibur explorer extranet f00tball fabien
fabrizio fabulous facebook faithful falcons fallout famille family familyguy fantasy fashion february federica
federico felicia felicidad felicidade fenerbahce fernanda fernandez fernando ferrari fevrier fgtkmcby finalfantasy
fireball firebird fireman fisherman fishing fktrcfylh fktrcfylhf flamengo flamingo fletcher florence florian florida
flower flowers football footballeur fordf forever formula forzamilan fountain fqrg7cs fr2rfq7xl france frances
francesca francesco francine francis francisco francois francoise frankie franklin freckles freddie frederic
frederick freebird freedom freestyle friday friends friendship friendster frogger front fu7u4a fuk fuku fullaccess
fussball fyfcnfcbz fyutkbyf g2w3e4r g9l2d1fzpy gabriel gabriela gabriele gabriella gabrielle galatasaray gamecube
gameover gandalf gangsta gangster garfield garrett gateway general genesis geoffrey georgia georgina geraldine
gerance gerard germany geronimo gerrard gertrude gestion getmoney gfhjkm ghbdtnbr gianluca giggles gilbert ginger
giovanna giovanni girasole girlfriend giuseppe gizmo gladiator godbless goddess godfather godisgood godisgreat
godislove godsmack godzilla goldberg goldfish golfcourse gonzales gonzalez goodgirl goodluck goodness google gordon
gorgeous gotohell grandma grandpa green greenday gregory gretchen griffin grizzly groupd gsxr guadalupe guardian
guillaume guillermo guinness gwerty h1xp2z2duk halflife hallo halloween hamilton hamster handball handsome hannah
hannibal happiness happy happyday happydays hardcore hardrock harley harmony harrison harry harrypotte harrypotter
hawaii hayabusa hbf28w heather hellfire hello hellokitty hellothere helloworld hellsing hendrix hercules hermione
hernandez hershey hfjdk highheel highlander hiver hockey holiday hollister hollywood home homelesspa hondacivic
honduras honey honeybee hongkong hooters hospital hotgirl hotmail hotmama hotstuff hottie houston hsu75kpot huhbbhzu
hunter hunting hurricane iamcool iamnumber iamthebest icecream icehouse ichliebedich idontknow iforgot ig4abox
ihatethisgame ihateyou ilikepie illinois ilove ilovechris ilovegod iloveher ilovehim ilovejesus iloveme ilovemom
ilovemusic ilovemymom ilovemyself iloveu iloveyou imissyou immeuble immortal imnumber imperial incorrect india
indiana indonesia indya infinity information innocent insanity interests international internet inuyasha invite
ireland ironmaiden ironman isabella isabelle istanbul italie iverson iw14fi9j iw14fi9jxl ix6s1fceh j38ifubn jackass
jacket jackson jacob jacqueline jaimatadi jakcgt jamaica james jamesbond jamie january janvier jardin jasmine jason
jazmine jeanette jeanne jefferson jeffery jeffhardy jeffrey jellybean jennifer jenny jeremiah jeremy jermaine
jerusalem jessica jesucristo jesus jesuschris jesuschrist jesusfreak jesusis jesusislord jesussaves jetaime jeudi
jg3h4hfn ji394su jimmy jjcg16dj5k jobsearch joejonas johannes john!20130605at johncena johndeere johnson joker jonas
jonathan jordan josefina joseluis josephine joshua jtaime juancarlos juggalo juillet juin julien juliette jumpman
jundian2011xr junebug junior jupiter just4fun justdoit justice justin justinbieb justinbieber justine juventus
k2cizcdp ka_djkhjsy kaitlyn kamasutra kamikaze kangaroo karolina katarina katelyn katerina katherine kathleen
kathmandu kathryn katie katrina kawasaki kayla kayleigh kelly kendall kennedy kenneth kentucky kevin keyboard
kickass kifj9n7bfu kikeunyw kimberly king kingdom kingkong kingsley kingston kissmyass kitty kittycat kittykat
kleopatra komputer konstantin koolaid krasotka kristen kristian kristin kristina kristine krystal labrador lacrosse
ladybug ladygaga laetitia lakers lalala lamborghini lancelot lasvegas laura laurence laurent lavender lawrence
layouts leavemealone lebron left4dead legolas lemonade leonardo letmein libertad liberte liberty licorne lifeisgood
lighthouse lightning lille lillian lilmama lilwayne lincoln linda lindsay lindsey lineage linkedin linkinpark
lionheart lionking littleman livelife liverpool lizottes locataire locatif logitech lokomotiv lol lolipop lollipop
lollypop london lonewolf longhorn longhorns loredana lorenzo lorraine losangeles loser loulou louloute love
love4ever love4life lovebug lovehurts loveislife loveless lovelife lovelove loveme lover loverboy lovergirl
lovestory loveyou lovingyou lowrider lucas lucky luckydog ludacris lumiere lundi lyon mackenzie madagascar madeleine
madeline madison madonna magdalena maggie magic magnolia mahalkita maison makaveli makayla makemoney maksimka
malaysia mama maman mamounette mamour manager manchester manon manunited maprchem maradona marathon marcello mardi
margaret margarita maria marianna marianne marie marijuana marilyn marine marines marino mario mariposa marissa
marjorie marketing marlboro maroc married mars marseille marshall martine martinez maryjane master mastermind
matematica mathieu mathilde matthew matthias matthieu maurice mauricio maurizio maverick maxime maximilian maximus
maxwell mazda mazdarx mckenzie mdp meandyou meatball mechanical medecin medicine megadeth megaman megan megaparol
megasecret melanie melissa memphis mercedes mercredi mercury meredith mersedes messenger metal metallica mexican
mexico miami michael michaela micheal michel michele michelle michigan mickey mickeymouse microlab microsoft
midnight mike milagros mileycyrus milkshake million millwall mimine minecraft minette miracle miranda mission missy
mitchell mittens mnbvcxz mohammad mohammed moimeme molly mommy monalisa monamour money moneymaker moneyman mongoose
monique monkey monkeys monopoly monster montagne montana montgom montreal moonlight morning morpheus morrison
motdepass motdepasse mother motherlode motocross motorola mountain mrf ms0083jxj mudar muhammad multiplelog munchkin
mushroom music musicman mustang mustangs my2girls my3girls myfamily mylove mymother mynameis mypassword myspace
myspace.co n0=acc3ss n8zgt5p0shw nacional nantes napoleon naruto nascar natalia natalie natasha nathalie nathaniel
national naughty navigator ncc1701a ncc1701d ncc1701e network networking neveragain nevermind newcastle newlife
newpassword newport newyork nicholas nichole nickjonas nicolas nicole nightmare nightwish nikki nintendo nirvana
nks230kjs noisette nokia nokian nonmember noodles nopassword notebook nothing nounours november novembre nuttertools
nyq28giz1z oakland oblivion ocean ocpoook october octobre odi15ngxb ohiostate ohmnamah oklahoma olayinka olivier
oluwaseun omarion omsairam onelove onepiece opensesame orange ordinateur original orlando oscar overlord p3rat
packers paintball pakistan panasonic panda pandora pantera panther panthers papa papillon paradise paramore paris
parola pass pass1word passe passer passion passport password passwords passwort patches patience patricia patrick
patriots pauline pavilion pazzword pe#5gz29ptzmse peace peaches peanut pearljam pebbles peekaboo penelope penguin
penguins pepper pepsi perfect personal peter peterpan phantom philippe phillip phoenix pickles pictures pierre
pikachu pineapple pingpong pinkfloyd pirates pitbull pizza pk3x7w9w platinum playboy player playstation plymouth
pok29q pokemon polniypizdec pompier poohbear popcorn porkchop porsche portland portugal poseidon positive pothead
poupette power preciosa precious predator presario president preston prettyboy prettygirl primavera princesa
princess princesse printemps priscilla private priyanka professional project projectsadminx proprietaire provisoire
psgpsg puertorico pumpkin punisher punkrock puppies puppy purple qarglr qawsedrf qay2wsx qaz!qaz qazwsx qazwsxedc
qdujvyg5sxa qsdfgh qti7zxh18u quentin qw23we qw34er qwaszx qwe qweasdzxc qwerty qwertyu qwertyuio qwertyuiop
r2d2c3po r968ji9ufj racecar rachael rachelle radiohead ragnarok raiders raiderz rainbow rainbows rammstein rangers
rastaman raymond rdfhnbhf realmadrid rebecca rebelde rebound redalert redbull redhead redneck redskins redwings
register remember remington renegade rennes research reset resident respect revenge revolution rfnthbyf rhbcnbyf
rhfcjnrf rhiannon ricardo riccardo richard richmond rjs1la2qe rjs1la7qe rjs5la8qe roadrunner robert roberto
robinhood robinson rochelle rocknroll rockstar rocky rodriguez rolltide romain romashka ronaldinho ronaldo rooney
rooster root rootbeer rosebud rosemary roxanne rsavoy runescape rush russell sabrina sagitario sailormoon salut
salvador salvation salvatore samantha samedi sammy sample sampson samsung sanchez sandiego sandman sandrine sandy
santana santiago sapphire sarah sasha sassy satan satellite savannah sayangku scarface scarlett schalke school
scoobydoo scooter scorpio scorpion scotland scrappy scruffy seattle sebastian sebastien secret security semperfi
senha senior sentnece sephiroth september septembre serenity seventeen shadow shakira shamrock shanghai shannon
sherlock shirley shopping shotgun showtime silverado simpleplan simpson simpsons singapore sk84life sk8board
sk8ordie skate skate4life skateboard skater skeeter skipper skittles skorpion skyline skywalker slayer slimshady
slipknot smackdown smallville smile smile4me smoke snickers snowball snowboard snowflake snowman snuggles soccer
socrates softball software sojdlg123aljg soldier soleil solomon solution something sonyericsson sooners souljaboy
soulmate southpark southside sparkle sparkles spartan spartans special spectrum spencer spiderman spitfire spongebob
sporting squirrel srinivas ssyu stalker stallion standard stanley starbucks starcraft stardust starfish stargate
starlight start startfinding startrek starwars steelers stefania stefanie stellina stephane stephanie stephen
sterling stewart stingray stonecold stoner stranger stratfor strawberry strength student stunt sublime success
sullivan summer summertime sundance sunflower sunny sunshine super superfly supergirl superman supernova superstar
sureno surfing surside survivor svetlana sweet sweetheart sweetie sweetness sweetpea swimmer swimming swordfish
sylvester sylvie syncmaster syndic syndicat sz9kqcctwy tabitha tacobell taekwondo taishan target tarheels taylor
tazmania teacher teamo techn9ne technics teddy teddybear teiubesc telechargement telefono telephone television
temitope temp temporaire temppass temppassword tequiero terminator test testing testpass thailand thankgod thankyou
thebest thegame theking theodore theresa therock thesims thirteen thomas thompson thug4life thuglife thumper thunder
tianya tiffany tiger tigger tigrou timothy tinkerbell titanic tnk0mk16vx together tokiohotel tommy tootsie topolino
topsecret toshiba tottenham toulouse treasure trfnthbyf trigger trinidad trinity triskelion tristan trombone trooper
trouble trucker truelove trumpet trustno ttd955audg tunisie twilight ty2t1hv3oc tyler u1v7hhh7ef ugd5hip2j uhfybn
uiopy ultimate umbrella underground undertaker unicorn univers2l universal universe university unknown uqa9ebw
utilisateur uvgx8f v21wbgad v7upjw3nt vacances vacation vaffanculo valencia valentin valentina valentine valentino
valerie vampire vampires vancouver vanessa vanilla vendetta vendredi verbatim verizon veronica veronika veronique
vfhufhbnf vfitymrf vfrcbvrf victoria victory viewsonic vikings viktoria viktoriya vincent vincenzo violetta viphv5j
virginia virginie vkontakte vladimir vladislav vodafone voiture volkswagen volleyball voyager vqsablpzla vrbgqns
w5txn36alfw w66yrybgra wachtwoord waheguru wallace walmart wangyut warcraft warhammer warrior warriors warszawa
washington water waterfall waterloo watermelon webhompass webhost webster welcome wellington werewolf westham
westlife westside westwood whatever whatsup whatthezor whiskers whiskey whitney whocares wildcat wildcats william
williams windows winston woaini wolfgang wolfpack wolverine wonderful wonderland woodstock wordpass wow wrangler
wrestling wxcvbn x4ivyga51f xfgs3ii9d xiang y6p67ftrqj yagjecc yahoo yahoo.com yahoomail yamahar yankees yellow
yfcntymrf yfdbufnjh yolanda yomomma youandme youbye youngmoney yourmom youtube yuantuo z1x2c3v z2x3c4v zacefron
zachary zag12wsx zeppelin zn6fpn01x zxasqw zxcvbnm
"""
"""
The words they are made from: 1 953, in French and in the public rankings of what leaks.

With the rules of `est_courant` they refuse 2 919 of the 3 000 most common passwords of eight signs or more in the list
Django ships (a ranking by Royce Williams); the other 81 are obscene, and left out of this file. A host that has a list
of its own gives it to the policy.
"""


def est_courant(mot_de_passe: str) -> bool:
    """
    Tell whether a password is among those that are tried first.

    It is one of the usual words, whatever the digits and signs before and after it and in place of its letters; or
    the same few signs again and again; or what fingers run along on a keyboard; or digits alone.

    >>> [est_courant(un) for un in ("P@ssw0rd2024!", "azertyuiop123", "abcabcabc", "27041968", "yg+sSq8f")]
    [True, True, True, True, False]
    """
    plat = _aplatir(mot_de_passe)
    return (
        _DES_CHIFFRES.fullmatch(plat) is not None
        or len(set(plat)) < 5
        or _se_repete(plat)
        or _se_suit(plat)
        or not _racines().isdisjoint(
            (
                racine(plat),
                racine(racine(plat).translate(_CHIFFRES_POUR_LETTRES)),
                racine(plat.translate(_CHIFFRES_POUR_LETTRES)),
            )
        )
    )


def racine(mot: str) -> str:
    """
    Return the word a password is made from: its letters, without what is put before and after them.

    >>> racine("1Soleil!!2020")
    'soleil'
    """
    plat = _aplatir(mot)
    lettres = [rang for rang, signe in enumerate(plat) if signe.isalpha()]
    return plat[lettres[0] : lettres[-1] + 1] if lettres else ""


@cache
def _racines() -> frozenset[str]:
    return frozenset(_RACINES.split())


def _aplatir(mot: str) -> str:
    """Return a password in lower case, without accents nor spaces."""
    plat = unicodedata.normalize("NFKD", mot.casefold())
    return "".join(signe for signe in plat if not unicodedata.combining(signe) and not signe.isspace())


def _se_repete(plat: str) -> bool:
    """Tell whether it is a piece of itself, twice or more: found again in its double before its end."""
    return (plat + plat).find(plat, 1) <= len(plat) // 2


def _se_suit(plat: str) -> bool:
    """Tell whether it is wholly made of stretches, of three signs at least, of what fingers run along."""
    if len(plat) > _PLUS_LONGUE_SUITE:
        return False
    atteints = {0}
    for fin in range(3, len(plat) + 1):
        if any(debut in atteints and _est_une_suite(plat[debut:fin]) for debut in range(fin - 2)):
            atteints.add(fin)
    return len(plat) in atteints


@cache
def _suites() -> str:
    return " ".join((*_SUITES, *(suite[::-1] for suite in _SUITES)))


def _est_une_suite(morceau: str) -> bool:
    return morceau in _suites() or len(set(morceau)) == 1
