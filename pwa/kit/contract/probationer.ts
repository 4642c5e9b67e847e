// Generated from shared/openapi.json by `npm run contract`; never edited.
export interface paths {
    "/api/probationer/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List My Appointments
         * @description Past and ended ones, the last first.
         */
        get: operations["list_my_appointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/appointments/{appointment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get My Appointment */
        get: operations["get_my_appointment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/appointments/{appointment}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer My Appointment
         * @description Passed on, never a decision: nobody is excused by this.
         */
        post: operations["answer_my_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/appointments/{appointment}/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download My Appointment */
        get: operations["download_my_appointment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/appointments/{appointment}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See My Appointment
         * @description The change is put away on every phone of the person. Nobody else is told.
         */
        post: operations["see_my_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask My Code
         * @description A code by SMS, if the number stands in a file; the same answer if it does not.
         */
        post: operations["ask_my_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/challenges/{challenge}/elsewhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send My Code Elsewhere
         * @description The same code by notification on this device, or by proved e-mail; the same answer if there is neither.
         */
        post: operations["send_my_code_elsewhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List My Devices */
        get: operations["list_my_devices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/devices/{device}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke My Device
         * @description It is known no more, and wipes its copy when it next calls.
         */
        delete: operations["revoke_my_device"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get My Home
         * @description Everything the app shows: the offline copy.
         */
        get: operations["get_my_home"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get My Details */
        get: operations["get_my_details"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update My Details
         * @description What counts afterwards; refused where the person said something newer of the same.
         */
        patch: operations["update_my_details"];
        trace?: never;
    };
    "/api/probationer/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask My New Email */
        post: operations["ask_my_new_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/me/email/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove My New Email */
        post: operations["prove_my_new_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/me/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask My New Phone
         * @description A code to the new number, once the birth date is right again.
         */
        post: operations["ask_my_new_phone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/me/phone/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove My New Phone */
        post: operations["prove_my_new_phone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/me/trusted-contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List My Trusted Contacts */
        get: operations["list_my_trusted_contacts"];
        put?: never;
        /**
         * Name My Trusted Contact
         * @description Waits for an agent; nobody is written to yet.
         */
        post: operations["name_my_trusted_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/me/trusted-contacts/{contact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke My Trusted Contact
         * @description No copies there any more.
         */
        delete: operations["revoke_my_trusted_contact"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/me/trusted-contacts/{contact}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask My Trusted Contact
         * @description The question once more.
         */
        post: operations["ask_my_trusted_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/me/trusted-contacts/{contact}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove My Trusted Contact
         * @description The contact told the person her code.
         */
        post: operations["prove_my_trusted_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List My Messages
         * @description The same history as the agent's (field rule 6).
         */
        get: operations["list_my_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/not-my-phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disown Phone */
        post: operations["disown_phone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/notices/settled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle My Notice
         * @description "It was me": this device says it no more.
         */
        post: operations["settle_my_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/push-receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report Shown
         * @description From the service worker, which may have no session any more: the token is proof, and opens nothing else.
         */
        post: operations["report_shown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/push-subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save My Subscription
         * @description Again at every start of the app: a browser may have changed it meanwhile.
         */
        put: operations["save_my_subscription"];
        post?: never;
        /**
         * Remove My Subscription
         * @description Done also where there was none.
         */
        delete: operations["remove_my_subscription"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/push-subscription/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send My Test
         * @description To the device that asks, at once.
         */
        post: operations["send_my_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get My Session
         * @description Who is signed in on this device, or why nobody is; sets the CSRF cookie.
         */
        get: operations["get_my_session"];
        put?: never;
        /**
         * Sign In
         * @description The code and, on a new device, the birth date: any mismatch is the same 401.
         */
        post: operations["sign_in"];
        /** Sign Out */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take Back */
        post: operations["take_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/take-back/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Take Back
         * @description A code to the number that a file had until lately; the same answer for any other.
         */
        post: operations["ask_take_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/trust-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Trust Link
         * @description What the contact is asked; the token is in the body, since addresses are logged everywhere.
         */
        post: operations["open_trust_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/probationer/trust-link/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer Trust Link
         * @description I agree, I refuse, stop.
         */
        post: operations["answer_trust_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ActIn
         * @description Nothing of it is believed but the order: an instant that has not come yet counts as the arrival.
         */
        ActIn: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Counter */
            counter: number;
            /** Holder */
            holder?: string | null;
        };
        /** AnswerIn */
        AnswerIn: {
            act?: components["schemas"]["ActIn"] | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "coming" | "cannot" | "late" | "explain";
            /** Late Minutes */
            late_minutes?: (10 | 20 | 30) | null;
            /** Reason */
            reason?: ("forgot" | "misunderstood" | "letter_not_received" | "work" | "transport" | "illness" | "unwilling" | "unable" | "family" | "talk" | "other") | null;
            /** Revision */
            revision: number;
            /**
             * Words
             * @default
             */
            words: string;
        };
        /**
         * AnswerOut
         * @description What counts now: of an act that is delivered again, after another phone said something newer, that one.
         */
        AnswerOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "coming" | "cannot" | "late" | "explain";
            /** Late Minutes */
            late_minutes: number | null;
            /** Reason */
            reason: string | null;
            /** Revision */
            revision: number;
            /** Seen At */
            seen_at: string | null;
            /** Words */
            words: string | null;
        };
        /** BirthProof */
        BirthProof: {
            /** Birth Date */
            birth_date?: string | null;
            /** Birth Year */
            birth_year?: number | null;
            /**
             * Challenge
             * Format: uuid
             */
            challenge: string;
            /** Code */
            code: string;
        };
        /**
         * ByChannel
         * @description One message as both sides read it: sent, reached or failed; never opened nor read (field rule 6).
         *
         *     `words` is a key under `told.`, `why` one under `reasons.`. `at`: the last thing that happened to it, else when it
         *     is to leave; `leaves_at` only while it has not. `joined`: the appointment whose message says, or will say, this too.
         */
        ByChannel: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Channel
             * @enum {string}
             */
            channel: "sms" | "push" | "email";
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Joined */
            joined: string | null;
            /** Leaves At */
            leaves_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "will" | "held" | "sent" | "reached" | "failed" | "not_sent" | "replaced" | "unknown";
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** Why */
            why: string | null;
            /** Words */
            words: string;
        };
        /**
         * CodeAsked
         * @description The same for every number: nothing in it says whether a code has left.
         */
        CodeAsked: {
            /** Address */
            address: string;
            /** Birth Date Needed */
            birth_date_needed: boolean;
            /**
             * By
             * @enum {string}
             */
            by: "sms" | "push" | "email" | "elsewhere";
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Other Ways */
            other_ways: boolean;
            /**
             * Resend At
             * Format: date-time
             */
            resend_at: string;
        };
        /**
         * Direction
         * @description `in_french`: although the reader's language is another, whose words are missing or older.
         */
        Direction: {
            /** In French */
            in_french: boolean;
            /**
             * Means
             * @enum {string}
             */
            means: "train" | "bus" | "car" | "foot" | "step_free";
            /** Minutes */
            minutes: number | null;
            /** Steps */
            steps: string[];
        };
        /** ElsewhereIn */
        ElsewhereIn: {
            /**
             * By
             * @enum {string}
             */
            by: "push" | "email";
        };
        /**
         * Home
         * @description All that the app shows: one answer is the whole offline copy.
         */
        Home: {
            /** Called Off */
            called_off: components["schemas"]["MyAppointment"][];
            /**
             * File State
             * @enum {string}
             */
            file_state: "followed" | "detained" | "hospitalised" | "abroad" | "ended" | "deceased";
            /** First Name */
            first_name: string;
            /** Language */
            language: string;
            /** Missed */
            missed: components["schemas"]["MyAppointment"][];
            /** Notices */
            notices: components["schemas"]["Notice"][];
            /**
             * Now
             * Format: date-time
             */
            now: string;
            /** Past */
            past: components["schemas"]["MyPastAppointment"][];
            /** Phone Masked */
            phone_masked: string;
            push: components["schemas"]["MyPush"];
            referent: components["schemas"]["Referent"] | null;
            service: components["schemas"]["Service"] | null;
            /** Upcoming */
            upcoming: components["schemas"]["MyAppointment"][];
        };
        /** LeaveAt */
        LeaveAt: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Means */
            means: string;
        };
        /** Me */
        Me: {
            /** Address */
            address: string;
            /** City */
            city: string;
            /** Email */
            email: string | null;
            /** Email Proved */
            email_proved: boolean;
            /** Email Refused At */
            email_refused_at: string | null;
            /** First Name */
            first_name: string;
            /** Language */
            language: string;
            /** Last Name */
            last_name: string;
            needs: components["schemas"]["Needs"];
            /** Phone */
            phone: string;
            /** Phone Proved */
            phone_proved: boolean;
            /** Postcode */
            postcode: string;
            /** Take Back Until */
            take_back_until: string | null;
            /** Wants Email */
            wants_email: boolean;
            /** Wants Push */
            wants_push: boolean;
            /** Wants Sms */
            wants_sms: boolean;
        };
        /** MeIn */
        MeIn: {
            act?: components["schemas"]["ActIn"] | null;
            /** Address */
            address?: string | null;
            /** City */
            city?: string | null;
            /** Language */
            language?: string | null;
            /** Postcode */
            postcode?: string | null;
            /** Wants Email */
            wants_email?: boolean | null;
            /** Wants Push */
            wants_push?: boolean | null;
            /** Wants Sms */
            wants_sms?: boolean | null;
        };
        /** MyAnswer */
        MyAnswer: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "coming" | "cannot" | "late" | "explain";
            /** Late Minutes */
            late_minutes: number | null;
            /** Reason */
            reason: string | null;
            /** Seen At */
            seen_at: string | null;
            /** Words */
            words: string | null;
        };
        /** MyAppointment */
        MyAppointment: {
            answer: components["schemas"]["MyAnswer"] | null;
            /** Answers */
            answers: components["schemas"]["MyAnswer"][];
            /** Calendar Place */
            calendar_place: string;
            /** Called Phone */
            called_phone: string;
            change: components["schemas"]["MyChange"] | null;
            /** Consequence */
            consequence: string;
            /**
             * Decider
             * @enum {string}
             */
            decider: "referent" | "service" | "judge";
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Excuse Word */
            excuse_word: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Items */
            items: components["schemas"]["MyItem"][];
            leave_at: components["schemas"]["LeaveAt"] | null;
            legal: components["schemas"]["MyLegal"] | null;
            /** Minutes */
            minutes: number;
            /** Neutral Name */
            neutral_name: string;
            place: components["schemas"]["MyPlace"] | null;
            /** Revision */
            revision: number;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "booked" | "cancelled" | "came" | "missed" | "excused";
            /** Time Zone */
            time_zone: string;
            /** Type */
            type: string;
            /**
             * Where
             * @enum {string}
             */
            where: "place" | "phone" | "video" | "home";
            whom_to_call: components["schemas"]["WhomToCall"];
        };
        /** MyAppointments */
        MyAppointments: {
            /** Items */
            items: components["schemas"]["MyPastAppointment"][];
            /** Next */
            next: string | null;
        };
        /**
         * MyChange
         * @description What changed since the person put the last change away; `was_…`: what she knew, of a move.
         */
        MyChange: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "moved" | "relocated" | "cancelled" | "excused" | "missed";
            /** Was Place */
            was_place: string | null;
            /** Was Starts At */
            was_starts_at: string | null;
        };
        /** MyDevice */
        MyDevice: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Current */
            current: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Label */
            label: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
        };
        /** MyDevices */
        MyDevices: {
            /** Items */
            items: components["schemas"]["MyDevice"][];
        };
        /** MyItem */
        MyItem: {
            /** Hint */
            hint: string;
            /** Id */
            id: number;
            /** Title */
            title: string;
        };
        /** MyLegal */
        MyLegal: {
            /**
             * On
             * Format: date
             */
            on: string;
            /**
             * Way
             * @enum {string}
             */
            way: "handed_over" | "simple_letter" | "registered_letter" | "police_officer" | "electronic" | "none";
        };
        /** MyMessages */
        MyMessages: {
            /** Items */
            items: components["schemas"]["MyOccasion"][];
            /** Next */
            next: string | null;
        };
        /**
         * MyOccasion
         * @description What was said once, by one channel or several: the same history as the agent's. `id` is its first message's.
         *
         *     `spoke_of`: the hour that it named, where the appointment was moved since.
         */
        MyOccasion: {
            /** Appointment */
            appointment: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Copy */
            is_copy: boolean;
            /** Kind */
            kind: string;
            /** Messages */
            messages: components["schemas"]["ByChannel"][];
            /** Occasion */
            occasion: string;
            /** Spoke Of */
            spoke_of: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "will" | "held" | "sent" | "reached" | "failed" | "not_sent" | "replaced" | "unknown";
        };
        /** MyPastAppointment */
        MyPastAppointment: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Place Name */
            place_name: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "booked" | "cancelled" | "came" | "missed" | "excused";
            /** Time Zone */
            time_zone: string;
            /** Type */
            type: string;
            /**
             * Where
             * @enum {string}
             */
            where: "place" | "phone" | "video" | "home";
        };
        /** MyPlace */
        MyPlace: {
            /** Address */
            address: string;
            /** City */
            city: string;
            /** Directions */
            directions: components["schemas"]["Direction"][];
            /** In French */
            in_french: ("inside" | "step_free_words")[];
            /** Inside */
            inside: string;
            /** Latitude */
            latitude: number | null;
            /** Longitude */
            longitude: number | null;
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            photo: components["schemas"]["Picture"] | null;
            /** Postcode */
            postcode: string;
            /**
             * Step Free
             * @enum {string}
             */
            step_free: "yes" | "no" | "partly" | "unknown";
            /** Step Free Words */
            step_free_words: string | null;
        };
        /**
         * MyPush
         * @description Whether the device that asks is subscribed: one that believes so and is not, subscribes anew.
         */
        MyPush: {
            /** Active */
            active: boolean;
        };
        /** MySession */
        MySession: {
            /** Copy Days */
            copy_days: number;
            /** Device */
            device: string | null;
            /** End */
            end: string | null;
            /** Expires At */
            expires_at: string | null;
            /** First Name */
            first_name: string | null;
            /** Holder */
            holder: string | null;
            /** Language */
            language: string;
            /**
             * Now
             * Format: date-time
             */
            now: string;
            /** Sensitive */
            sensitive: boolean;
            /** Signed In */
            signed_in: boolean;
            /** Sms Sender */
            sms_sender: string;
            /** Sms Sender Receives */
            sms_sender_receives: boolean;
            /** Vapid Public Key */
            vapid_public_key: string;
        };
        /**
         * MyTrustedContact
         * @description Whoever ended it, an agent or the contact, the words are the same.
         */
        MyTrustedContact: {
            /** Address */
            address: string;
            /** Answer Until */
            answer_until: string | null;
            /** Id */
            id: number;
            /** May Ask Again */
            may_ask_again: boolean;
            /** Name */
            name: string;
            /**
             * Relation
             * @enum {string}
             */
            relation: "social_worker" | "family" | "association" | "other";
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "asked" | "active" | "lapsed" | "revoked" | "not_kept" | "over";
        };
        /**
         * MyTrustedContacts
         * @description `hindrance`: why nobody can be named now, a message key.
         */
        MyTrustedContacts: {
            /** Hindrance */
            hindrance: string | null;
            /** Items */
            items: components["schemas"]["MyTrustedContact"][];
            /** Most */
            most: number;
        };
        /** Needs */
        Needs: {
            /** Interpreter */
            interpreter: boolean;
            /** Reads Little */
            reads_little: boolean;
            /** Sign Language */
            sign_language: boolean;
            /** Spoken Language */
            spoken_language: string;
            /** Step Free */
            step_free: boolean;
        };
        /** NewEmailIn */
        NewEmailIn: {
            /** Email */
            email: string;
        };
        /** NewPhoneIn */
        NewPhoneIn: {
            /** Birth Date */
            birth_date?: string | null;
            /** Birth Year */
            birth_year?: number | null;
            /** Phone */
            phone: string;
        };
        /**
         * Notice
         * @description One of each kind at most, however many there were: `count` says it, `at` and `detail` are the last one's.
         */
        Notice: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Count */
            count: number;
            /** Detail */
            detail: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "new_device" | "number_changed";
        };
        /**
         * NoticeSettledIn
         * @description `until`: of the last one that was shown, so that none that came meanwhile is settled unread.
         */
        NoticeSettledIn: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "new_device" | "number_changed";
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /** PhoneIn */
        PhoneIn: {
            /**
             * Language
             * @default fr
             */
            language: string;
            /** Phone */
            phone: string;
        };
        /** Picture */
        Picture: {
            /** Alternative */
            alternative: string;
            /** Large */
            large: string;
            /** Medium */
            medium: string;
            /** Small */
            small: string;
        };
        /** Problem */
        Problem: {
            /** @description A key under `errors.` of shared/messages. */
            code: string;
            detail?: {
                [key: string]: unknown;
            };
            fields: {
                [key: string]: string;
            };
        };
        /** Proof */
        Proof: {
            /**
             * Challenge
             * Format: uuid
             */
            challenge: string;
            /** Code */
            code: string;
        };
        /**
         * Referent
         * @description Her name and line only if she opted in; the switchboard otherwise.
         */
        Referent: {
            /** Email */
            email: string | null;
            /** Hours */
            hours: string | null;
            /** Label */
            label: string;
            /** Name */
            name: string | null;
            /** Phone */
            phone: string;
        };
        /** SeenIn */
        SeenIn: {
            act?: components["schemas"]["ActIn"] | null;
            /** Revision */
            revision: number;
        };
        /** Service */
        Service: {
            /** Name */
            name: string;
            /** Phone */
            phone: string;
        };
        /** ShownIn */
        ShownIn: {
            /** Token */
            token: string;
        };
        /** SubscriptionIn */
        SubscriptionIn: {
            /** Auth */
            auth: string;
            /** Endpoint */
            endpoint: string;
            /** P256Dh */
            p256dh: string;
            /** Replaces */
            replaces?: string | null;
        };
        /** SubscriptionOut */
        SubscriptionOut: {
            /** Endpoint */
            endpoint: string;
        };
        /** TestOut */
        TestOut: {
            /** Message */
            message: string;
        };
        /** TrustAnswerIn */
        TrustAnswerIn: {
            /** Token */
            token: string;
            /** Yes */
            yes: boolean;
        };
        /**
         * TrustLink
         * @description All that the link shows: nothing of the person but the name she chose to be called by.
         */
        TrustLink: {
            /** Language */
            language: string;
            /** Name */
            name: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "asked" | "active" | "over";
        };
        /** TrustLinkIn */
        TrustLinkIn: {
            /** Token */
            token: string;
        };
        /** TrustedCode */
        TrustedCode: {
            /** Code */
            code: string;
        };
        /**
         * TrustedContactIn
         * @description One number or one address, never both.
         */
        TrustedContactIn: {
            /**
             * Email
             * @default
             */
            email: string;
            /**
             * Language
             * @default fr
             */
            language: string;
            /** Name */
            name: string;
            /**
             * Phone
             * @default
             */
            phone: string;
            /** Relation */
            relation: string;
            /**
             * Says Initial
             * @default false
             */
            says_initial: boolean;
        };
        /** WhomToCall */
        WhomToCall: {
            /** Hours */
            hours: string | null;
            /** Label */
            label: string;
            /** Phone */
            phone: string;
        };
    };
    responses: {
        /** @description Nobody, not yet somebody enough, or a proof that does not hold */
        Refused401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description This role never may, or the page that asks is not this side's own */
        Refused403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description It does not exist, or not for the caller */
        Refused404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description Readable, and a rule says no */
        Refused409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description More than the operation takes */
        Refused413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description What came in can't be read */
        Refused422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many of these; Retry-After says when again */
        Refused429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description As it was: the mark that was sent still holds */
        Unchanged: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_my_appointments: {
        parameters: {
            query?: {
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyAppointments"];
                };
            };
            304: components["responses"]["Unchanged"];
            401: components["responses"]["Refused401"];
            422: components["responses"]["Refused422"];
        };
    };
    get_my_appointment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyAppointment"];
                };
            };
            304: components["responses"]["Unchanged"];
            401: components["responses"]["Refused401"];
            404: components["responses"]["Refused404"];
        };
    };
    answer_my_appointment: {
        parameters: {
            query?: never;
            header: {
                idempotency_key: string;
            };
            path: {
                appointment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerOut"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    download_my_appointment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            401: components["responses"]["Refused401"];
            404: components["responses"]["Refused404"];
        };
    };
    see_my_appointment: {
        parameters: {
            query?: never;
            header: {
                idempotency_key: string;
            };
            path: {
                appointment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeenIn"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    ask_my_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneIn"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAsked"];
                };
            };
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    send_my_code_elsewhere: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                challenge: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ElsewhereIn"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAsked"];
                };
            };
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    list_my_devices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyDevices"];
                };
            };
            304: components["responses"]["Unchanged"];
            401: components["responses"]["Refused401"];
        };
    };
    revoke_my_device: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    get_my_home: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
            304: components["responses"]["Unchanged"];
            401: components["responses"]["Refused401"];
        };
    };
    get_my_details: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            304: components["responses"]["Unchanged"];
            401: components["responses"]["Refused401"];
        };
    };
    update_my_details: {
        parameters: {
            query?: never;
            header?: {
                idempotency_key?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    ask_my_new_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEmailIn"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAsked"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    prove_my_new_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    ask_my_new_phone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPhoneIn"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAsked"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    prove_my_new_phone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    list_my_trusted_contacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyTrustedContacts"];
                };
            };
            304: components["responses"]["Unchanged"];
            401: components["responses"]["Refused401"];
        };
    };
    name_my_trusted_contact: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrustedContactIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyTrustedContacts"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    revoke_my_trusted_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    ask_my_trusted_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    prove_my_trusted_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrustedCode"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    list_my_messages: {
        parameters: {
            query?: {
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyMessages"];
                };
            };
            304: components["responses"]["Unchanged"];
            401: components["responses"]["Refused401"];
            422: components["responses"]["Refused422"];
        };
    };
    disown_phone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    settle_my_notice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeSettledIn"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    report_shown: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShownIn"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    save_my_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionIn"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    remove_my_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionOut"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    send_my_test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestOut"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    get_my_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MySession"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BirthProof"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MySession"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    take_back: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BirthProof"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    ask_take_back: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneIn"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeAsked"];
                };
            };
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    open_trust_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrustLinkIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustLink"];
                };
            };
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    answer_trust_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrustAnswerIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustLink"];
                };
            };
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
}
