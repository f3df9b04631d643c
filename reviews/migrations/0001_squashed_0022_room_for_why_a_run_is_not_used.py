import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import reviews.reviewing.criteria
import submissions.clock
import submissions.refs
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("reviews", "0001_initial"),
        ("reviews", "0002_bids_and_affinities"),
        ("reviews", "0003_questionnaires"),
        ("reviews", "0004_drop_review_columns"),
        ("reviews", "0005_waiting_list"),
        ("reviews", "0006_reports_of_reviewers"),
        ("reviews", "0007_keeping_reviews_on_time"),
        ("reviews", "0008_intake"),
        ("reviews", "0009_previews_of_rules"),
        ("reviews", "0010_discussion_and_response"),
        ("reviews", "0011_attendance"),
        ("reviews", "0012_runs_bans_and_wanted"),
        ("reviews", "0013_host"),
        ("reviews", "0014_thanks"),
        ("reviews", "0015_final_versions_and_programme"),
        ("reviews", "0016_desk_rejections"),
        ("reviews", "0017_api_tokens"),
        ("reviews", "0018_personal_data"),
        ("reviews", "0019_tokens_for_one_workshop"),
        ("reviews", "0020_working_hours_and_digests"),
        ("reviews", "0021_public_pdfs"),
        ("reviews", "0022_room_for_why_a_run_is_not_used"),
    ]

    dependencies = [
        ("submissions", "0001_squashed_0022_bidding_by_call"),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('name', models.CharField(max_length=200)),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agreement', to='submissions.paper')),
            ],
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=submissions.refs.new_ref, max_length=16, unique=True)),
                ('state', models.CharField(choices=[('draft', 'draft, not told yet'), ('active', 'Active'), ('removed', 'Removed')], default='draft', max_length=8)),
                ('is_automatic', models.BooleanField(default=False)),
                ('score', models.FloatField(help_text="The pair's score when the solver proposed it.", null=True)),
                ('made_at', models.DateTimeField(default=submissions.clock.now)),
                ('published_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='submissions.paper')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'removed'), _negated=True), fields=('paper', 'reviewer'), name='reviewer_once_per_paper'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'active'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='active_assignment_is_published')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=submissions.refs.new_ref, max_length=16, unique=True)),
                ('state', models.CharField(choices=[('open', 'not answered'), ('yes', 'comes in person'), ('registered', 'registered'), ('visa', 'visa pending'), ('cannot', 'cannot come')], default='open', max_length=10)),
                ('presenter_name', models.CharField(blank=True, max_length=200)),
                ('presenter_email', models.EmailField(blank=True, max_length=254)),
                ('proof', models.CharField(blank=True, max_length=100, verbose_name='registration number')),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='to the organizers')),
                ('version', models.PositiveIntegerField(default=0, help_text='Counts answers, so that two authors cannot overwrite each other.')),
                ('asked_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField(default=submissions.clock.now)),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='submissions.paper')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['yes', 'registered', 'visa']), _negated=True), models.Q(('presenter_name', ''), _negated=True), _connector='OR'), name='who_comes_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'registered'), _negated=True), models.Q(('proof', ''), _negated=True), _connector='OR'), name='registered_has_its_number')],
            },
        ),
        migrations.CreateModel(
            name='Ban',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=submissions.clock.now)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bans', to='submissions.paper')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bans', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('paper', 'reviewer'), name='one_ban_per_pair')],
            },
        ),
        migrations.CreateModel(
            name='Bid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'Not for me'), (2, 'Rather not'), (3, 'If need be'), (4, 'Willing'), (5, 'Eager')])),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bids', to='submissions.paper')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bids', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('paper', 'reviewer'), name='one_bid_per_pair'), models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 5)), name='bid_is_one_of_five')],
            },
        ),
        migrations.CreateModel(
            name='Capacity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('talks', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('posters', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='capacity', to='submissions.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('token', models.CharField(default=submissions.refs.new_ref, max_length=16, unique=True)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='submissions.workshop')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workshop', 'email'), name='one_claim_per_address'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='claim_email_is_lower')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visible', models.CharField(choices=[('handlers', "the paper's handlers"), ('committee', 'its handlers and its reviewers'), ('authors', 'its authors, too, once decisions are out')], default='handlers', max_length=9)),
                ('text', models.TextField()),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='submissions.paper')),
                ('seat', models.ForeignKey(help_text="A reviewer's; else `by`.", null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reviews.assignment')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', False), ('seat__isnull', True)), models.Q(('by__isnull', True), ('seat__isnull', False)), _connector='OR'), name='comment_is_by_a_reviewer_or_a_handler')],
            },
        ),
        migrations.CreateModel(
            name='Copy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=submissions.refs.new_ref, max_length=16, unique=True)),
                ('file', models.FileField(blank=True, max_length=200, upload_to='')),
                ('asked_at', models.DateTimeField(default=submissions.clock.now)),
                ('made_at', models.DateTimeField(null=True)),
                ('ends_at', models.DateTimeField(db_index=True, null=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('talk', 'accept as a talk'), ('poster', 'accept as a poster'), ('wait', 'put on the waiting list'), ('reject', 'reject')], max_length=6)),
                ('note', models.TextField(blank=True, verbose_name='meta-review, to the authors')),
                ('aside', models.TextField(blank=True, verbose_name='to the other handlers only')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('ready', 'Ready'), ('released', 'Released')], default='draft', max_length=8)),
                ('saved_at', models.DateTimeField(default=submissions.clock.now)),
                ('released_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='submissions.paper')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('paper', 'by'), name='one_decision_per_organizer'), models.UniqueConstraint(condition=models.Q(('state__in', ['ready', 'released'])), fields=('paper',), name='one_standing_decision_per_paper'), models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', False), ('state', 'released')), models.Q(models.Q(('state', 'released'), _negated=True), ('released_at__isnull', True)), _connector='OR'), name='released_iff_stamped')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.TextField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='submissions.workshop')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DeskRejection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('asked_at', models.DateTimeField(default=submissions.clock.now)),
                ('sends_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='desk_rejection', to='submissions.paper')),
            ],
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('is_wanted', models.BooleanField(default=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='submissions.workshop')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workshop', 'user'), name='one_digest_per_organizer')],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(default=submissions.clock.now)),
                ('done_at', models.DateTimeField(help_text='Not before the last workshop is over with a paper.', null=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Final',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=submissions.refs.new_ref, max_length=16, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('file', models.FileField(max_length=200, upload_to='')),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(default=submissions.clock.now)),
                ('report', models.JSONField(null=True)),
                ('errors', models.PositiveSmallIntegerField(null=True)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='finals', to='submissions.paper')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('paper', 'number'), name='one_final_per_number')],
            },
        ),
        migrations.CreateModel(
            name='HostDate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=200)),
                ('on', models.DateField(verbose_name='due on')),
                ('owner', models.CharField(blank=True, max_length=100, verbose_name='who sees to it')),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='host_dates', to='submissions.workshop')),
            ],
            options={
                'ordering': ['on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='done_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField(default=submissions.clock.now)),
                ('reminded_at', models.DateTimeField(help_text='When the reminder before the due date went out.', null=True)),
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='inquiry', to='submissions.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=submissions.refs.new_ref, max_length=16, unique=True)),
                ('state', models.CharField(choices=[('reading', 'being read'), ('shown', 'nothing brought in yet'), ('queued', 'being brought in'), ('done', 'brought in'), ('failed', 'not brought in'), ('dropped', 'dropped')], default='reading', max_length=7)),
                ('system', models.CharField(blank=True, max_length=20)),
                ('plan', models.JSONField(blank=True, help_text='What would happen, as `shown.py` writes it.', null=True)),
                ('summary', models.JSONField(blank=True, default=list, help_text='What was done: (what, new, changed, skipped).')),
                ('problem', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('done_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='intakes', to='submissions.workshop')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_at__isnull', True)), _connector='OR'), name='intake_done_iff_stamped')],
            },
        ),
        migrations.CreateModel(
            name='IntakeFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('file', models.FileField(max_length=200, upload_to='')),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='reviews.intake')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=submissions.refs.new_ref, help_text='The mailed link; it proves the address.', max_length=16, unique=True)),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('affiliation', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('invited', 'Invited'), ('accepted', 'Accepted'), ('declined', 'Declined')], default='invited', max_length=8)),
                ('max_load', models.PositiveSmallIntegerField(default=4)),
                ('is_senior', models.BooleanField(default=False, help_text='Set by an organizer; a paper wants one such.')),
                ('agreed_to', models.TextField(blank=True, help_text='The policy that was shown and agreed to.')),
                ('decline_reason', models.CharField(blank=True, max_length=300)),
                ('invited_at', models.DateTimeField(default=submissions.clock.now)),
                ('answered_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('topics', models.ManyToManyField(blank=True, related_name='+', to='submissions.topic')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='submissions.workshop')),
            ],
            options={
                'ordering': ['name', 'email'],
                'constraints': [models.UniqueConstraint(fields=('workshop', 'email'), name='invited_once_per_workshop'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='invitation_email_is_lower'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('state', 'accepted'), ('user__isnull', False)), models.Q(('answered_at__isnull', False), ('state', 'declined')), models.Q(('answered_at__isnull', True), ('state', 'invited')), _connector='OR'), name='answered_iff_stamped')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=submissions.refs.new_ref, max_length=16, unique=True)),
                ('state', models.CharField(choices=[('open', 'no answer yet'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('filled', 'somebody else took it')], default='open', max_length=8)),
                ('made_at', models.DateTimeField(default=submissions.clock.now)),
                ('answered_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='submissions.paper')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['made_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('paper', 'user'), name='offered_once'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='offer_answered_iff_stamped')],
            },
        ),
        migrations.CreateModel(
            name='Preview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('preset', models.CharField(max_length=40)),
                ('changes', models.JSONField(default=dict)),
                ('asked_at', models.DateTimeField(default=submissions.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='previews', to='submissions.call')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('call', 'by'), name='one_preview_per_organizer')],
            },
        ),
        migrations.CreateModel(
            name='Profiling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_of', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='profiling', to='submissions.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('zone', models.CharField(default='UTC', help_text='As in America/Montreal.', max_length=50)),
                ('published_at', models.DateTimeField(null=True)),
                ('sequence', models.PositiveIntegerField(default=0, help_text="Counts changes, for people's own calendars.")),
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='programme', to='submissions.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='PublicPdfs',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('which', models.CharField(choices=[('final', 'final versions that passed the check and whose licence was agreed to'), ('last', 'these, and of other papers what was submitted last')], max_length=10)),
                ('since', models.DateTimeField(default=submissions.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_pdfs', to='submissions.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('rows', models.JSONField(default=reviews.reviewing.criteria.DEFAULT.to_json, help_text='As criteria.py writes them.')),
                ('made_at', models.DateTimeField(default=submissions.clock.now)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questionnaires', to='submissions.workshop')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('workshop', 'number'), name='one_questionnaire_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=submissions.clock.now)),
                ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reading', to='reviews.assignment')),
            ],
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='releases', to='submissions.workshop')),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='reviews.assignment')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('conflict', 'has a conflict'), ('recognised', 'recognises the authors'), ('named', 'says that the PDF names its authors'), ('cannot', 'cannot write the review')], max_length=10)),
                ('words', models.TextField(blank=True)),
                ('page', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('settled_at', models.DateTimeField(null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='reviews.assignment')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('settled_by__isnull', True), ('settled_at__isnull', False), _connector='OR'), name='report_settled_iff_stamped')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='response', to='submissions.paper')),
            ],
        ),
        migrations.CreateModel(
            name='ResponseRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('word_limit', models.PositiveSmallIntegerField(default=400)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='response_round', to='submissions.workshop')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='response_closes_after_opening')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('overall', models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)])),
                ('confidence', models.PositiveSmallIntegerField(null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)])),
                ('answers', models.JSONField(blank=True, default=dict, help_text="All other answers, by the criterion's key.")),
                ('draft', models.JSONField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0, help_text='Counts saves, so that two tabs cannot overwrite each other.')),
                ('saved_at', models.DateTimeField(default=submissions.clock.now)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='review', to='reviews.assignment')),
                ('questionnaire', models.ForeignKey(help_text='The form that was answered.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.questionnaire')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('submitted_at__isnull', True), models.Q(('confidence__range', (1, 5)), ('overall__range', (1, 5))), _connector='OR'), name='submitted_review_has_its_scores')],
            },
        ),
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('system', models.CharField(max_length=20)),
                ('kind', models.CharField(choices=[('paper', 'Paper'), ('pdf', 'Pdf'), ('review', 'Review'), ('decision', 'Decision')], max_length=8)),
                ('foreign', models.CharField(max_length=300)),
                ('digest', models.CharField(max_length=64)),
                ('scores', models.JSONField(blank=True, default=dict, help_text="A review's scores as they were given there.")),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='origins', to='submissions.paper')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='origins', to='submissions.workshop')),
                ('review', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='origins', to='reviews.review')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workshop', 'system', 'kind', 'foreign'), name='origin_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'review'), ('review__isnull', False)), models.Q(models.Q(('kind', 'review'), _negated=True), ('review__isnull', True)), _connector='OR'), name='origin_of_review_names_it')],
            },
        ),
        migrations.CreateModel(
            name='ReviewRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('data', models.JSONField()),
                ('submitted_at', models.DateTimeField()),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='reviews.review')),
            ],
            options={
                'ordering': ['-submitted_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=submissions.refs.new_ref, max_length=16, unique=True)),
                ('settings', models.JSONField(default=dict)),
                ('seed', models.PositiveIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('solver', models.CharField(blank=True, max_length=40)),
                ('instance', models.BinaryField(default=bytes)),
                ('asked_at', models.DateTimeField(default=submissions.clock.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('is_stop_wanted', models.BooleanField(default=False)),
                ('progress', models.JSONField(default=dict)),
                ('figures', models.JSONField(default=dict)),
                ('pairs', models.JSONField(default=list)),
                ('before', models.JSONField(default=list, help_text='The drafts that stood when it was first used.')),
                ('points', models.JSONField(help_text='One assignment per price; null until they are drawn.', null=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('unused', models.CharField(blank=True, help_text='Why its result was not put in place.', max_length=1000)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('papers', models.ManyToManyField(related_name='+', to='submissions.paper')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='submissions.workshop')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('workshop', 'by'), name='one_open_run_per_organizer'), models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('finished_at__isnull', False), _connector='OR'), name='used_run_is_finished')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=submissions.refs.new_ref, max_length=16, unique=True)),
                ('kind', models.CharField(choices=[('talks', 'talks'), ('posters', 'posters'), ('break', 'break'), ('other', 'something else')], default='talks', max_length=7)),
                ('title', models.CharField(max_length=200)),
                ('room', models.CharField(blank=True, max_length=100)),
                ('chair', models.CharField(blank=True, max_length=200)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='submissions.workshop')),
            ],
            options={
                'ordering': ['starts_at', 'room', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(default=submissions.refs.new_ref, max_length=16, unique=True)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('speaker', models.CharField(blank=True, max_length=200)),
                ('minutes', models.PositiveSmallIntegerField(default=15)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('arrival', models.CharField(choices=[('expected', 'not seen yet'), ('here', 'is here'), ('absent', 'did not come')], default='expected', max_length=8)),
                ('excuse', models.CharField(blank=True, max_length=300)),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='submissions.paper')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='reviews.session')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('paper__isnull', False), ('title', '')), models.Q(('paper__isnull', True), models.Q(('title', ''), _negated=True)), _connector='OR'), name='slot_has_paper_or_title'), models.UniqueConstraint(fields=('session', 'paper'), name='paper_once_per_session'), models.CheckConstraint(condition=models.Q(('excuse', ''), ('arrival', 'absent'), _connector='OR'), name='excuse_of_the_absent')],
            },
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('preset', models.CharField(blank=True, help_text='Empty: as each call asks.', max_length=40)),
                ('licence', models.TextField(default='We, the authors, keep the copyright of this paper and publish it under the Creative Commons Attribution 4.0 licence (CC BY 4.0). We hold the rights to everything in it.')),
                ('opened_at', models.DateTimeField(default=submissions.clock.now)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='camera_stage', to='submissions.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='Standby',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=submissions.clock.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='standby', to='reviews.invitation')),
            ],
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('affiliation', models.CharField(blank=True, max_length=200)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='reviews.invitation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('invitation', 'email'), name='suggested_once_per_invitation')],
            },
        ),
        migrations.CreateModel(
            name='Thanked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=submissions.clock.now)),
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='submissions.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='Token',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('hint', models.CharField(max_length=4)),
                ('scopes', models.JSONField(default=list)),
                ('made_at', models.DateTimeField(default=submissions.clock.now)),
                ('expires_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to=settings.AUTH_USER_MODEL)),
                ('workshop', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='submissions.workshop')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('user', 'name'), name='token_name_once_per_person'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='token_expires_later')],
            },
        ),
        migrations.CreateModel(
            name='Tried',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rules', models.CharField(help_text='The version of the rules that were tried.', max_length=12)),
                ('report', models.JSONField()),
                ('preview', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tried', to='reviews.preview')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='submissions.version')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('preview', 'version'), name='tried_once_per_version')],
            },
        ),
        migrations.CreateModel(
            name='Wanted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reviews', models.PositiveSmallIntegerField()),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wanted', to='submissions.paper')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reviews__gte', 1), ('reviews__lte', 9)), name='wanted_is_1_to_9')],
            },
        ),
        migrations.CreateModel(
            name='WorkingHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens', models.TimeField(default=datetime.time(7, 0), verbose_name='from')),
                ('closes', models.TimeField(default=datetime.time(18, 0), verbose_name='until')),
                ('zone', models.CharField(default='UTC', max_length=64, verbose_name='time zone')),
                ('weekends', models.BooleanField(default=False, verbose_name='also on Saturdays and Sundays')),
                ('workshop', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='working_hours', to='submissions.workshop')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('opens__lt', models.F('closes'))), name='working_hours_last', violation_error_message='The end comes before the beginning; give a later one.')],
            },
        ),
        migrations.CreateModel(
            name='Affinity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.FloatField(help_text="0 to 1: the share of this workshop's pairs that are not nearer.")),
                ('cosine', models.FloatField(help_text='Before it was scaled.')),
                ('terms', models.JSONField(default=list, help_text='The shared terms, strongest first.')),
                ('nearest', models.CharField(help_text="The title of the reviewer's nearest paper.", max_length=300)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affinities', to='submissions.paper')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affinities', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('paper', 'reviewer'), name='one_affinity_per_pair'), models.CheckConstraint(condition=models.Q(('value__gte', 0), ('value__lte', 1)), name='affinity_is_a_share')],
            },
        ),
    ]
