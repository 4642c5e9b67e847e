// Generated from shared/openapi.json by `npm run contract`; never edited.
export interface paths {
    "/api/agent/agendas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Agendas */
        get: operations["list_agendas"];
        put?: never;
        /** Create Agenda */
        post: operations["create_agenda"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/answers/{answer}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See Answer */
        post: operations["see_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointment-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Appointment Types
         * @description `agenda`: those that may be held there; none out of reach.
         */
        get: operations["list_appointment_types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Appointments */
        get: operations["list_appointments"];
        put?: never;
        /** Book Appointment */
        post: operations["book_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export Appointments */
        get: operations["export_appointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Appointment
         * @description Nothing is booked and nothing is kept but that the agent saw it.
         */
        post: operations["preview_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/{appointment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Appointment
         * @description One appointment with its history, messages, legal notifications and tasks.
         */
        get: operations["get_appointment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/{appointment}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel Appointment */
        post: operations["cancel_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/{appointment}/legal-notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add Legal Notification */
        post: operations["add_legal_notification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/{appointment}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move Appointment */
        post: operations["move_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/{appointment}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record Outcome */
        post: operations["record_outcome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/{appointment}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend Appointment
         * @description Once in half an hour at most: 409 says when the last one left and when the next may.
         */
        post: operations["resend_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/{appointment}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Appointment
         * @description A cancellation is taken back within a few seconds, before anything of it leaves.
         */
        post: operations["restore_appointment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/{appointment}/summons.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Print Summons
         * @description One A4 page; who printed it is in the journal.
         */
        get: operations["print_summons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/{appointment}/told-otherwise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell Otherwise
         * @description "I told the person myself": by telephone, by letter, in person, through somebody.
         */
        post: operations["tell_otherwise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/appointments/{appointment}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Outcome
         * @description `knows`: the agent was asked whether she calls back somebody who was told that she need not come.
         */
        post: operations["undo_outcome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/charter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept Charter
         * @description Third step, once: the security charter.
         */
        post: operations["accept_charter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Colleagues
         * @description Those of one's own and linked services, to choose from.
         */
        get: operations["list_colleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/contact-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Contact Changes
         * @description Old beside new, the latest first.
         */
        get: operations["list_contact_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/contact-changes/{change}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See Contact Change
         * @description For herself; for all where she follows the file.
         */
        post: operations["see_contact_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/files/{probationer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get File
         * @description The file; `whole`: with all that is long past too.
         */
        get: operations["get_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/free-seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Free Seats */
        get: operations["list_free_seats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Health
         * @description What waits, what happened in the last hour, who gave a sign, and what somebody should look at.
         */
        get: operations["get_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update My Agent
         * @description One's own profile and password; a role is given by others.
         */
        patch: operations["update_my_agent"];
        trace?: never;
    };
    "/api/agent/morning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Morning
         * @description The day in time order, and what needs attention: the first of each list, and every one of the `whole` list.
         */
        get: operations["get_morning"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/morning/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Waiting
         * @description Numbers for every page's navigation: nobody is named, so that no line of the journal says that somebody was.
         */
        get: operations["count_waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Organisation
         * @description One's own service and those linked to it.
         */
        get: operations["get_organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Places
         * @description Of one's own and linked services, the archived ones last.
         */
        get: operations["list_places"];
        put?: never;
        /** Create Place */
        post: operations["create_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/places/{place}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get Place */
        get: operations["get_place"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Place
         * @description 409 `people_expected_there` where nothing is said of telling those who would go to the old door.
         */
        patch: operations["update_place"];
        trace?: never;
    };
    "/api/agent/places/{place}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive Place
         * @description No longer offered for booking.
         */
        post: operations["archive_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/places/{place}/directions/{means}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Directions
         * @description Steps by one means of transport; none removes it.
         */
        put: operations["set_directions"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/places/{place}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Items To Bring */
        get: operations["list_items_to_bring"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/places/{place}/items/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set Items To Bring */
        put: operations["set_items_to_bring"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/places/{place}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Photo
         * @description The entrance; `alternative` is a JSON object of words by language.
         */
        put: operations["set_photo"];
        post?: never;
        /** Remove Photo */
        delete: operations["remove_photo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create Probationer */
        post: operations["create_probationer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find Duplicates
         * @description Before the form is sent: is there a file already?
         */
        post: operations["find_duplicates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search Probationers
         * @description As one types; in the body, since an address is logged everywhere and names stay out of it.
         */
        post: operations["search_probationers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/{probationer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Probationer
         * @description What is sent and nothing else.
         */
        patch: operations["update_probationer"];
        trace?: never;
    };
    "/api/agent/probationers/{probationer}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Assign Probationer */
        post: operations["assign_probationer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/{probationer}/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List File Journal
         * @description Who saw and did what; that it was read stands in it too.
         */
        get: operations["list_file_journal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/{probationer}/phone-proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Counter Code
         * @description A code to the number that the person, standing there, says.
         */
        post: operations["ask_counter_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/{probationer}/phone-proof/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prove Counter Code */
        post: operations["prove_counter_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/{probationer}/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add Relation */
        post: operations["add_relation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/{probationer}/relations/{relation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove Relation */
        delete: operations["remove_relation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/{probationer}/sessions/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Sessions
         * @description A lost phone: every device forgotten.
         */
        post: operations["revoke_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/{probationer}/sign-in/allow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Allow Sign In
         * @description After too many wrong birth dates: they are compared again.
         */
        post: operations["allow_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/{probationer}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set Probationer State
         * @description 409 `appointments_to_come` where nothing is said of them and no reminder would leave any more.
         */
        post: operations["set_probationer_state"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/probationers/{probationer}/trusted-contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Trusted Contacts
         * @description Those of one file, what is over too.
         */
        get: operations["list_trusted_contacts"];
        put?: never;
        /**
         * Name Trusted Contact
         * @description In the person's name, who said so; by an agent who may approve, the contact is asked at once.
         */
        post: operations["name_trusted_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Readings
         * @description Who met a limit lately; with `agent`, what that colleague of one's own service looked at, the latest first.
         */
        get: operations["list_readings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/replies/{reply}/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See Reply
         * @description A text that came back was read by an agent.
         */
        post: operations["see_reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/second-factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Second Factors */
        get: operations["list_second_factors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/second-factors/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renew Recovery Codes */
        post: operations["renew_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/second-factors/security-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add Security Key */
        post: operations["add_security_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/second-factors/security-keys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin Enrolment
         * @description What `navigator.credentials.create` takes.
         */
        post: operations["begin_enrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/second-factors/security-keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove Security Key */
        delete: operations["remove_security_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/second-factors/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin Totp
         * @description A secret to scan or to type, shown once.
         */
        post: operations["begin_totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/second-factors/totp/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Totp
         * @description A right code proves that the secret arrived.
         */
        post: operations["confirm_totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/second-files/{second}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle Second File
         * @description Of a person in one's own service, for whom another service opened a second file.
         */
        post: operations["settle_second_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Session
         * @description Where the caller stands. Asking does not put off the idle end. Sets the CSRF cookie.
         */
        get: operations["get_session"];
        put?: never;
        /**
         * Sign In Agent
         * @description First step: e-mail and password.
         */
        post: operations["sign_in_agent"];
        /** Sign Out Agent */
        delete: operations["sign_out_agent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Password
         * @description Once more, before a factor is changed; a factor proves the same (`verify_…`).
         */
        post: operations["confirm_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/session/recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify Recovery Code
         * @description Second step: one of the ten codes kept on paper.
         */
        post: operations["verify_recovery_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/session/security-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify Security Key
         * @description Second step, key: what it answered.
         */
        post: operations["verify_security_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/session/security-key/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin Security Key
         * @description Second step, key: what `navigator.credentials.get` takes.
         */
        post: operations["begin_security_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/session/stay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stay Signed In
         * @description Answer to the warning: the idle end moves on.
         */
        post: operations["stay_signed_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/session/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify Totp
         * @description Second step: the code of the application.
         */
        post: operations["verify_totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/slot-patterns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Slot Patterns */
        get: operations["list_slot_patterns"];
        put?: never;
        /** Create Slot Pattern */
        post: operations["create_slot_pattern"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/slot-patterns/{pattern}": {
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
         * End Slot Pattern
         * @description 409 `slot_has_people` where persons are expected there, unless they are kept.
         */
        delete: operations["end_slot_pattern"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Slots */
        get: operations["list_slots"];
        put?: never;
        /** Create Slots */
        post: operations["create_slots"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/slots/{slot}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Slot
         * @description It closes with nobody in it: `people` says where each goes. 409 `slot_has_people` where it says nothing.
         */
        patch: operations["update_slot"];
        trace?: never;
    };
    "/api/agent/tasks/{task}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finish Task */
        post: operations["finish_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/to-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Persons To Call
         * @description Whom no message reaches, or who takes none and whose appointment changed: to call or to write to.
         */
        get: operations["list_persons_to_call"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/trusted-contacts/{contact}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve Trusted Contact
         * @description Code and link leave; copies begin when the contact agrees.
         */
        post: operations["approve_trusted_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/trusted-contacts/{contact}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Trusted Contact
         * @description The question once more.
         */
        post: operations["ask_trusted_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/trusted-contacts/{contact}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block Trusted Contact
         * @description Neither the person nor the contact ever learns why, nor that it was an agent.
         */
        post: operations["block_trusted_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/trusted-contacts/{contact}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove Trusted Contact
         * @description The contact told the agent her code.
         */
        post: operations["prove_trusted_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agent/trusted-contacts/{contact}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Trusted Contact
         * @description The person said so.
         */
        post: operations["revoke_trusted_contact"];
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
        /** AgendaForAgent */
        AgendaForAgent: {
            agent: components["schemas"]["Named"] | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            place: components["schemas"]["PlaceOfAgenda"];
        };
        /** AgendaIn */
        AgendaIn: {
            /** Agent */
            agent?: number | null;
            /** Name */
            name: string;
            /** Place */
            place: number;
        };
        /** Agendas */
        Agendas: {
            /** Items */
            items: components["schemas"]["AgendaForAgent"][];
        };
        /**
         * AlarmShown
         * @description `name` is the alert's, in docs/operations/alerts.md too; `where` a lane, a channel, a gateway, a job.
         */
        AlarmShown: {
            /** Name */
            name: string;
            /** Urgent */
            urgent: boolean;
            /** Where */
            where: string;
        };
        /** AnswerForAgent */
        AnswerForAgent: {
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
            reason: string;
            /** Seen At */
            seen_at: string | null;
            /** Words */
            words: string;
        };
        /** AppointmentForAgent */
        AppointmentForAgent: {
            agenda: components["schemas"]["Named"] | null;
            agent: components["schemas"]["Named"] | null;
            answer: components["schemas"]["AnswerForAgent"] | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            legal: components["schemas"]["Legal"] | null;
            /** May */
            may: ("move" | "cancel" | "outcome" | "excuse" | "undo" | "print")[];
            /** Minutes */
            minutes: number;
            place: components["schemas"]["NamedPlace"] | null;
            probationer: components["schemas"]["PersonOfAppointment"];
            /** Prosecutor Number */
            prosecutor_number: string;
            /**
             * Reach
             * @enum {string}
             */
            reach: "ok" | "waiting" | "failed" | "none";
            /** Reach Reason */
            reach_reason: string | null;
            /** Reason Told */
            reason_told: string;
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
            type: components["schemas"]["TypeOfAppointment"];
        };
        /**
         * AppointmentInFull
         * @description `unreachable`: why nobody told of it; `silence`: why nothing may leave about it now, whatever is done.
         *
         *     `is_told`: a message about it has left, or may have. `is_planned`: the messages are those of its present hour; else
         *     they are in a moment.
         */
        AppointmentInFull: {
            agenda: components["schemas"]["Named"] | null;
            agent: components["schemas"]["Named"] | null;
            answer: components["schemas"]["AnswerForAgent"] | null;
            /** Events */
            events: components["schemas"]["EventForAgent"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Planned */
            is_planned: boolean;
            /** Is Told */
            is_told: boolean;
            legal: components["schemas"]["Legal"] | null;
            /** Legal Notifications */
            legal_notifications: components["schemas"]["LegalForAgent"][];
            /** May */
            may: ("move" | "cancel" | "outcome" | "excuse" | "undo" | "print")[];
            /** Minutes */
            minutes: number;
            /** Occasions */
            occasions: components["schemas"]["Occasion"][];
            place: components["schemas"]["NamedPlace"] | null;
            /** Place Address */
            place_address: string | null;
            probationer: components["schemas"]["PersonOfAppointment"];
            /** Prosecutor Number */
            prosecutor_number: string;
            /**
             * Reach
             * @enum {string}
             */
            reach: "ok" | "waiting" | "failed" | "none";
            /** Reach Reason */
            reach_reason: string | null;
            /** Reason Told */
            reason_told: string;
            /** Revision */
            revision: number;
            silence: components["schemas"]["Unreached"] | null;
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
            /** Tasks */
            tasks: components["schemas"]["TaskOfAppointment"][];
            /** Time Zone */
            time_zone: string;
            type: components["schemas"]["TypeOfAppointment"];
            unreachable: components["schemas"]["Unreached"] | null;
        };
        /** AppointmentOfTask */
        AppointmentOfTask: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Time Zone */
            time_zone: string;
        };
        /** Appointments */
        Appointments: {
            /** Items */
            items: components["schemas"]["AppointmentForAgent"][];
            /** Next */
            next: string | null;
        };
        /** AssignmentIn */
        AssignmentIn: {
            /** Agent */
            agent: number | null;
        };
        /** BlockIn */
        BlockIn: {
            /**
             * Why
             * @enum {string}
             */
            why: "safety" | "role" | "doubt" | "other";
        };
        /** BookIn */
        BookIn: {
            /** Agenda */
            agenda?: number | null;
            /** Agent */
            agent?: number | null;
            /**
             * Force
             * @default false
             */
            force: boolean;
            legal?: components["schemas"]["LegalIn"] | null;
            /** Minutes */
            minutes?: number | null;
            /** Place */
            place?: number | null;
            /**
             * Probationer
             * Format: uuid
             */
            probationer: string;
            /**
             * Prosecutor Number
             * @default
             */
            prosecutor_number: string;
            /** Slot */
            slot?: number | null;
            /** Starts At */
            starts_at?: string | null;
            /**
             * Tell Person
             * @default true
             */
            tell_person: boolean;
            /** Type */
            type: number;
        };
        /** Booked */
        Booked: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Revision */
            revision: number;
        };
        /** ByChannelForAgent */
        ByChannelForAgent: {
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
            foreseen: components["schemas"]["Foreseen"] | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Joined */
            joined: string | null;
            /** Leaves At */
            leaves_at: string | null;
            /** Segments */
            segments: number;
            /**
             * State
             * @enum {string}
             */
            state: "will" | "held" | "sent" | "reached" | "failed" | "not_sent" | "replaced" | "unknown";
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** To */
            to: string;
            /** Why */
            why: string | null;
            /** Words */
            words: string;
        };
        /** CancelIn */
        CancelIn: {
            /**
             * Reason
             * @enum {string}
             */
            reason: "person" | "service" | "mistake" | "state" | "slot" | "other";
            /**
             * Tell Person
             * @default true
             */
            tell_person: boolean;
        };
        /**
         * Checked
         * @description By field the languages to be looked at, or that were and are right as they stand.
         */
        Checked: {
            /**
             * Inside
             * @default []
             */
            inside: ("fr" | "en" | "ar")[];
            /**
             * Phone Hours
             * @default []
             */
            phone_hours: ("fr" | "en" | "ar")[];
            /**
             * Step Free Words
             * @default []
             */
            step_free_words: ("fr" | "en" | "ar")[];
        };
        /** Code */
        Code: {
            /** Code */
            code: string;
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
        /** CodesShown */
        CodesShown: {
            /** Day */
            day: number;
            /** Day Budget */
            day_budget: number;
            /** Hour */
            hour: number;
            /** Hour Budget */
            hour_budget: number;
            /** Used */
            used: number | null;
        };
        /** Colleague */
        Colleague: {
            /** First Name */
            first_name: string;
            /** Id */
            id: number;
            /** Last Name */
            last_name: string;
            /** May Follow */
            may_follow: boolean;
            organisation: components["schemas"]["OrganisationName"];
            /** Role */
            role: string;
        };
        /** Colleagues */
        Colleagues: {
            /** Items */
            items: components["schemas"]["Colleague"][];
        };
        /** ContactChange */
        ContactChange: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Field */
            field: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** New */
            new: string;
            /** Old */
            old: string;
            probationer: components["schemas"]["PersonName"];
            /** Seen At */
            seen_at: string | null;
            /** Taken Back At */
            taken_back_at: string | null;
        };
        /** ContactChangePage */
        ContactChangePage: {
            /** Items */
            items: components["schemas"]["ContactChange"][];
            /** Next */
            next: string | null;
        };
        /** CounterIn */
        CounterIn: {
            /** Phone */
            phone: string;
        };
        /**
         * Counts
         * @description How many wait in each list, however few of them were sent along.
         */
        Counts: {
            /** Answers */
            answers: number;
            /** Contact Changes */
            contact_changes: number;
            /** Ending */
            ending: number;
            /** Replies */
            replies: number;
            /** Second Files */
            second_files: number;
            /** Tasks */
            tasks: number;
            /** Trusted Contacts */
            trusted_contacts: number;
            /** Unreachable */
            unreachable: number;
        };
        /** Created */
        Created: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /** Credentials */
        Credentials: {
            /** Email */
            email: string;
            /** Password */
            password: string;
        };
        /** DayOfSeats */
        DayOfSeats: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Seats */
            seats: components["schemas"]["Seat"][];
        };
        /** DayOffOut */
        DayOffOut: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /**
             * Why
             * @enum {string}
             */
            why: "week_end" | "holiday";
        };
        /** DirectionsForAgent */
        DirectionsForAgent: {
            /**
             * Means
             * @enum {string}
             */
            means: "train" | "bus" | "car" | "foot" | "step_free";
            /** Minutes */
            minutes: number | null;
            /** Stale */
            stale: ("fr" | "en" | "ar")[];
            /** Steps */
            steps: {
                [key: string]: string[];
            };
        };
        /**
         * DirectionsIn
         * @description `checked`: languages whose steps were looked at and are right as they stand.
         */
        DirectionsIn: {
            /**
             * Checked
             * @default []
             */
            checked: ("fr" | "en" | "ar")[];
            /** Minutes */
            minutes?: number | null;
            /** Steps */
            steps: {
                [key: string]: string[];
            };
        };
        /**
         * Duplicate
         * @description Of a file out of scope (not `visible`), no more than what was typed: neither it nor its service.
         *
         *     `phone_proved_at` may be empty of a proved number: it is written down since November 2026.
         */
        Duplicate: {
            /** Appi Number */
            appi_number: string;
            /** Archived */
            archived: boolean;
            /** Birth Date */
            birth_date: string | null;
            /** Birth Year */
            birth_year: number | null;
            /** Certain */
            certain: boolean;
            /** First Name */
            first_name: string;
            /** Id */
            id: string | null;
            /** Last Name */
            last_name: string;
            /** Organisations */
            organisations: string[];
            /** Phone */
            phone: string;
            /** Phone Proved At */
            phone_proved_at: string | null;
            /** Phone Status */
            phone_status: string;
            referent: components["schemas"]["Named"] | null;
            /** Same Phone */
            same_phone: boolean;
            /** State */
            state: string;
            /** Visible */
            visible: boolean;
        };
        /** Duplicates */
        Duplicates: {
            /** Items */
            items: components["schemas"]["Duplicate"][];
        };
        /**
         * EndingFile
         * @description A file nobody seems to need: what will happen to it, and not before when.
         */
        EndingFile: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            probationer: components["schemas"]["PersonName"];
            /**
             * Step
             * @enum {string}
             */
            step: "archive" | "destroy";
        };
        /** EventForAgent */
        EventForAgent: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Detail */
            detail: {
                [key: string]: string | number;
            };
            /** Event */
            event: string;
        };
        /**
         * File
         * @description The file, as one screen shows it. `has_more`: of what is long past, the oldest is left out.
         *
         *     `channels`: by which what we say of appointments leaves now; `silence`: why by none.
         */
        File: {
            /** Address */
            address: string;
            /** Appi Number */
            appi_number: string;
            /** Archived */
            archived: boolean;
            /** Birth Date */
            birth_date: string | null;
            /** Birth Year */
            birth_year: number | null;
            /** Channels */
            channels: ("sms" | "push" | "email")[];
            /** City */
            city: string;
            /** Contact Changes */
            contact_changes: components["schemas"]["ContactChange"][];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Devices Count */
            devices_count: number;
            /** Email */
            email: string;
            /** Email Proved */
            email_proved: boolean;
            /** Email Refused At */
            email_refused_at: string | null;
            /** First Files */
            first_files: components["schemas"]["FirstFile"][];
            /** First Name */
            first_name: string;
            /** Has More */
            has_more: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Language */
            language: string;
            /** Last Name */
            last_name: string;
            /** May */
            may: string[];
            /**
             * Messaging
             * @enum {string}
             */
            messaging: "all" | "none" | "codes_only";
            /** Needs Interpreter */
            needs_interpreter: boolean;
            /** Needs Sign Language */
            needs_sign_language: boolean;
            /** Needs Step Free */
            needs_step_free: boolean;
            /** Occasions */
            occasions: components["schemas"]["Occasion"][];
            /** Opted Out */
            opted_out: boolean;
            /** Organisations */
            organisations: components["schemas"]["Named"][];
            /** Past */
            past: components["schemas"]["AppointmentForAgent"][];
            /** Past Count */
            past_count: number;
            /** Phone */
            phone: string;
            /** Phone Proved At */
            phone_proved_at: string | null;
            /** Phone Status */
            phone_status: string;
            /** Postcode */
            postcode: string;
            /** Reads Little */
            reads_little: boolean;
            referent: components["schemas"]["Named"] | null;
            /** Relations */
            relations: components["schemas"]["Relation"][];
            /** Replies */
            replies: components["schemas"]["ReplyToRead"][];
            /** Same Phone */
            same_phone: components["schemas"]["PersonName"][];
            /** Second Files */
            second_files: components["schemas"]["SecondFile"][];
            /** Sensitive Channel */
            sensitive_channel: boolean;
            /** Sign In Stopped */
            sign_in_stopped: boolean;
            silence: components["schemas"]["Unreached"] | null;
            /** Spoken Language */
            spoken_language: string;
            /** State */
            state: string;
            unreachable: components["schemas"]["Unreachable"] | null;
            /** Upcoming */
            upcoming: components["schemas"]["AppointmentForAgent"][];
            /** Wants Email */
            wants_email: boolean;
            /** Wants Push */
            wants_push: boolean;
            /** Wants Sms */
            wants_sms: boolean;
        };
        /**
         * FirstFile
         * @description For whoever reads a second file: there is a first. `probationer`: only where that one is in sight too.
         */
        FirstFile: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            probationer: components["schemas"]["PersonName"] | null;
            /**
             * Settlement
             * @enum {string}
             */
            settlement: "" | "linked";
        };
        /**
         * Foreseen
         * @description The words that a message will have at its hour; `refusal`: why it will not leave as things stand.
         */
        Foreseen: {
            /** Language */
            language: string;
            /** Refusal */
            refusal: string | null;
            /** Segments */
            segments: number;
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /** Found */
        Found: {
            /** Appi Number */
            appi_number: string;
            /** Archived */
            archived: boolean;
            /** Birth Date */
            birth_date: string | null;
            /** Birth Year */
            birth_year: number | null;
            /** First Name */
            first_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Name */
            last_name: string;
            /** Phone */
            phone: string;
            referent: components["schemas"]["Named"] | null;
            /** State */
            state: string;
        };
        /**
         * FoundPage
         * @description `count`: how many there are on all pages; 1,000 stands for more too.
         */
        FoundPage: {
            /** Count */
            count: number;
            /** Items */
            items: components["schemas"]["Found"][];
            /** Next */
            next: string | null;
        };
        /** FreeSeats */
        FreeSeats: {
            /** Days */
            days: components["schemas"]["DayOfSeats"][];
            /** Days Off */
            days_off: components["schemas"]["DayOffOut"][];
            /** Next From */
            next_from: string | null;
            /** Time Zone */
            time_zone: string;
        };
        /** GatewayShown */
        GatewayShown: {
            /** Flows */
            flows: boolean;
            /** Name */
            name: string;
        };
        /** Health */
        Health: {
            /** Alarms */
            alarms: components["schemas"]["AlarmShown"][];
            codes: components["schemas"]["CodesShown"];
            /** Counted At Most */
            counted_at_most: number;
            /** Gateways */
            gateways: components["schemas"]["GatewayShown"][];
            /**
             * Now
             * Format: date-time
             */
            now: string;
            /** Rates */
            rates: components["schemas"]["RateShown"][];
            /** Signs */
            signs: components["schemas"]["SignShown"][];
            stuck: components["schemas"]["StuckShown"];
            /** Waiting */
            waiting: components["schemas"]["WaitingShown"][];
        };
        /** IdentityIn */
        IdentityIn: {
            /**
             * Appi Number
             * @default
             */
            appi_number: string;
            /** Birth Date */
            birth_date?: string | null;
            /** Birth Year */
            birth_year?: number | null;
            /** First Name */
            first_name: string;
            /** Last Name */
            last_name: string;
            /**
             * Phone
             * @default
             */
            phone: string;
        };
        /** ItemForAgent */
        ItemForAgent: {
            /** Id */
            id: number;
            /** National */
            national: boolean;
            /** Words */
            words: {
                [key: string]: components["schemas"]["ItemWords"];
            };
        };
        /** ItemIn */
        ItemIn: {
            /** Words */
            words: {
                [key: string]: components["schemas"]["ItemWordsIn"];
            };
        };
        /** ItemWords */
        ItemWords: {
            /**
             * Hint
             * @default
             */
            hint: string;
            /** Title */
            title: string;
        };
        /** ItemWordsIn */
        ItemWordsIn: {
            /**
             * Hint
             * @default
             */
            hint: string;
            /** Title */
            title: string;
        };
        /** Items */
        Items: {
            /** Items */
            items: components["schemas"]["ItemForAgent"][];
        };
        /** ItemsIn */
        ItemsIn: {
            /** Items */
            items: components["schemas"]["ItemIn"][];
        };
        /** JournalEntry */
        JournalEntry: {
            /** Actor */
            actor: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Organisation */
            organisation: string;
            /** Verb */
            verb: string;
        };
        /** JournalPage */
        JournalPage: {
            /** Items */
            items: components["schemas"]["JournalEntry"][];
            /** Next */
            next: string | null;
        };
        /** KeyForAgent */
        KeyForAgent: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
        };
        /** KeyProof */
        KeyProof: {
            /** Credential */
            credential: {
                [key: string]: unknown;
            };
        };
        /** LeftOut */
        LeftOut: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Time */
            time: string;
            /**
             * Why
             * @enum {string}
             */
            why: "exists" | "holiday" | "week_end" | "outside_hours" | "starts_in_the_past" | "too_far_ahead";
        };
        /** Legal */
        Legal: {
            /**
             * On
             * Format: date
             */
            on: string;
            /** Void */
            void: boolean;
            /**
             * Way
             * @enum {string}
             */
            way: "handed_over" | "simple_letter" | "registered_letter" | "police_officer" | "electronic" | "none";
        };
        /** LegalForAgent */
        LegalForAgent: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * On
             * Format: date
             */
            on: string;
            /** Returned On */
            returned_on: string | null;
            /** Void */
            void: boolean;
            /**
             * Way
             * @enum {string}
             */
            way: "handed_over" | "simple_letter" | "registered_letter" | "police_officer" | "electronic" | "none";
        };
        /** LegalIn */
        LegalIn: {
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
        /** LegalNotificationIn */
        LegalNotificationIn: {
            /**
             * On
             * Format: date
             */
            on: string;
            /** Returned On */
            returned_on?: string | null;
            /**
             * Way
             * @enum {string}
             */
            way: "handed_over" | "simple_letter" | "registered_letter" | "police_officer" | "electronic" | "none";
        };
        /** LinkedOrganisation */
        LinkedOrganisation: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "spip" | "tj";
            /** Name */
            name: string;
        };
        /** MadeSlots */
        MadeSlots: {
            /** Created */
            created: number;
            /** Left Out */
            left_out: components["schemas"]["LeftOut"][];
        };
        /** MessageToCome */
        MessageToCome: {
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
            /** Characters */
            characters: number;
            /** Held Until */
            held_until: string | null;
            /** Kind */
            kind: string;
            /** Language */
            language: string;
            /** Segments */
            segments: number;
            /** Text */
            text: string;
            /** Title */
            title: string | null;
        };
        /** Morning */
        Morning: {
            /** Answers */
            answers: components["schemas"]["AppointmentForAgent"][];
            /** Appointments */
            appointments: components["schemas"]["AppointmentForAgent"][];
            /** Coming Count */
            coming_count: number;
            /** Contact Changes */
            contact_changes: components["schemas"]["ContactChange"][];
            counts: components["schemas"]["Counts"];
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Ending */
            ending: components["schemas"]["EndingFile"][];
            /** Replies */
            replies: components["schemas"]["ReplyToRead"][];
            /** Second Files */
            second_files: components["schemas"]["SecondFile"][];
            /** Tasks */
            tasks: components["schemas"]["TaskToDo"][];
            /** Time Zone */
            time_zone: string;
            /** To Call Count */
            to_call_count: number;
            /** Trusted Contacts */
            trusted_contacts: components["schemas"]["TrustedContact"][];
            /** Unreachable */
            unreachable: components["schemas"]["Unreachable"][];
            /** Without Outcome */
            without_outcome: components["schemas"]["AppointmentForAgent"][];
            /** Without Outcome Count */
            without_outcome_count: number;
        };
        /** MoveIn */
        MoveIn: {
            /** Agenda */
            agenda?: number | null;
            /**
             * Force
             * @default false
             */
            force: boolean;
            /** Minutes */
            minutes?: number | null;
            /** Place */
            place?: number | null;
            /** Slot */
            slot?: number | null;
            /** Starts At */
            starts_at?: string | null;
            /**
             * Tell Person
             * @default true
             */
            tell_person: boolean;
        };
        /** Named */
        Named: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /**
         * NamedPlace
         * @description `full_name`: with whose place it is and where, unless the name says so.
         */
        NamedPlace: {
            /** Full Name */
            full_name: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** NewKey */
        NewKey: {
            /** Credential */
            credential: {
                [key: string]: unknown;
            };
            /** Name */
            name: string;
        };
        /** NewPassword */
        NewPassword: {
            /** New */
            new: string;
            /** Old */
            old: string;
        };
        /**
         * Occasion
         * @description `by_hand`: an agent had it sent. `is_copy`: to a contact of trust. `spoke_of`: as in MyOccasion.
         */
        Occasion: {
            /** Appointment */
            appointment: string | null;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By Hand */
            by_hand: boolean;
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
            messages: components["schemas"]["ByChannelForAgent"][];
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
        /** OrganisationForAgent */
        OrganisationForAgent: {
            /** Email */
            email: string;
            /** Features */
            features: {
                [key: string]: unknown;
            };
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "spip" | "tj";
            /** Linked */
            linked: components["schemas"]["LinkedOrganisation"][];
            /** Name */
            name: string;
            /** Phone */
            phone: string;
            /** Time Zone */
            time_zone: string;
        };
        /** OrganisationName */
        OrganisationName: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** OutcomeIn */
        OutcomeIn: {
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "came" | "missed" | "excused";
            /** Reason Told */
            reason_told?: ("forgot" | "misunderstood" | "letter_not_received" | "work" | "transport" | "illness" | "unwilling" | "unable" | "family" | "talk" | "other") | null;
        };
        /** PasswordAgain */
        PasswordAgain: {
            /** Password */
            password: string;
        };
        /** PatternForAgent */
        PatternForAgent: {
            /** Agenda */
            agenda: number;
            /** Capacity */
            capacity: number;
            /** Id */
            id: number;
            /** Minutes */
            minutes: number;
            /**
             * Since
             * Format: date
             */
            since: string;
            /** Time */
            time: string;
            type: components["schemas"]["Named"];
            /** Until */
            until: string | null;
            /** Weekday */
            weekday: number;
        };
        /** PatternIn */
        PatternIn: {
            /** Agenda */
            agenda: number;
            /**
             * Capacity
             * @default 1
             */
            capacity: number;
            /**
             * Minutes
             * @default 30
             */
            minutes: number;
            /**
             * Since
             * Format: date
             */
            since: string;
            /** Times */
            times: string[];
            /** Type */
            type: number;
            /** Weekdays */
            weekdays: number[];
        };
        /** Patterns */
        Patterns: {
            /** Items */
            items: components["schemas"]["PatternForAgent"][];
        };
        /** PersonName */
        PersonName: {
            /** First Name */
            first_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Name */
            last_name: string;
        };
        /** PersonOfAppointment */
        PersonOfAppointment: {
            /** First Name */
            first_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Name */
            last_name: string;
            /** Needs Interpreter */
            needs_interpreter: boolean;
            /** Spoken Language */
            spoken_language: string;
            /** State */
            state: string;
        };
        /**
         * PersonToCall
         * @description What one needs to call or to write. `sensitive_channel`: say nothing to anybody else (field rule 2).
         */
        PersonToCall: {
            /** Address */
            address: string;
            /** City */
            city: string;
            /** Email */
            email: string;
            /** First Name */
            first_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Language */
            language: string;
            /** Last Name */
            last_name: string;
            /** Needs Interpreter */
            needs_interpreter: boolean;
            /** Needs Sign Language */
            needs_sign_language: boolean;
            /** Phone */
            phone: string;
            /** Phone Status */
            phone_status: string;
            /** Postcode */
            postcode: string;
            /** Reads Little */
            reads_little: boolean;
            /** Sensitive Channel */
            sensitive_channel: boolean;
            /** Spoken Language */
            spoken_language: string;
        };
        /** PersonsToCall */
        PersonsToCall: {
            /** Count */
            count: number;
            /** Items */
            items: components["schemas"]["ToCall"][];
            /**
             * Now
             * Format: date-time
             */
            now: string;
            /** Time Zone */
            time_zone: string;
        };
        /** PhotoForAgent */
        PhotoForAgent: {
            /** Alternative */
            alternative: {
                [key: string]: string;
            };
            /** Is Older */
            is_older: boolean;
            /** Large */
            large: string;
            /** Medium */
            medium: string;
            /** Small */
            small: string;
        };
        /**
         * PlaceChange
         * @description `tell`: those who are expected there, where the change sends them to another door; nobody: it is a spelling.
         */
        PlaceChange: {
            /** Address */
            address?: string | null;
            /**
             * @default {
             *       "inside": [],
             *       "phone_hours": [],
             *       "step_free_words": []
             *     }
             */
            checked: components["schemas"]["Checked"];
            /** City */
            city?: string | null;
            /** Email */
            email?: string | null;
            /** Inside */
            inside?: {
                [key: string]: string;
            } | null;
            /** Latitude */
            latitude?: number | string | null;
            /** Longitude */
            longitude?: number | string | null;
            /** Name */
            name?: string | null;
            /** Neutral Name */
            neutral_name?: string | null;
            /** Phone */
            phone?: string | null;
            /** Phone Hours */
            phone_hours?: {
                [key: string]: string;
            } | null;
            /** Postcode */
            postcode?: string | null;
            /** Step Free */
            step_free?: ("yes" | "no" | "partly" | "unknown") | null;
            /** Step Free Words */
            step_free_words?: {
                [key: string]: string;
            } | null;
            /** Tell */
            tell?: ("everybody" | "nobody") | null;
            /** Time Zone */
            time_zone?: string | null;
        };
        /** PlaceForAgent */
        PlaceForAgent: {
            /** Address */
            address: string;
            /** Archived */
            archived: boolean;
            /** City */
            city: string;
            /** Directions */
            directions: components["schemas"]["DirectionsForAgent"][];
            /** Editable */
            editable: boolean;
            /** Email */
            email: string;
            /** Full Name */
            full_name: string;
            /** Id */
            id: number;
            /** In Messages */
            in_messages: string;
            /** Inside */
            inside: {
                [key: string]: string;
            };
            /** Latitude */
            latitude: number | null;
            /** Longitude */
            longitude: number | null;
            /** Name */
            name: string;
            /** Neutral Name */
            neutral_name: string;
            organisation: components["schemas"]["OrganisationName"];
            /** Phone */
            phone: string;
            /** Phone Hours */
            phone_hours: {
                [key: string]: string;
            };
            photo: components["schemas"]["PhotoForAgent"] | null;
            /** Postcode */
            postcode: string;
            stale: components["schemas"]["Checked"];
            /**
             * Step Free
             * @enum {string}
             */
            step_free: "yes" | "no" | "partly" | "unknown";
            /** Step Free Words */
            step_free_words: {
                [key: string]: string;
            };
            /** Time Zone */
            time_zone: string;
            /** Warnings */
            warnings: ("name_not_said" | "address_not_said" | "address_shortened" | "address_left_out" | "signs_cost")[];
        };
        /** PlaceIn */
        PlaceIn: {
            /** Address */
            address: string;
            /** City */
            city: string;
            /** Email */
            email?: string | null;
            /** Inside */
            inside?: {
                [key: string]: string;
            } | null;
            /** Latitude */
            latitude?: number | string | null;
            /** Longitude */
            longitude?: number | string | null;
            /** Name */
            name: string;
            /** Neutral Name */
            neutral_name: string;
            /** Phone */
            phone?: string | null;
            /** Phone Hours */
            phone_hours?: {
                [key: string]: string;
            } | null;
            /** Postcode */
            postcode: string;
            /** Step Free */
            step_free?: ("yes" | "no" | "partly" | "unknown") | null;
            /** Step Free Words */
            step_free_words?: {
                [key: string]: string;
            } | null;
            /** Time Zone */
            time_zone?: string | null;
        };
        /** PlaceInList */
        PlaceInList: {
            /** Address */
            address: string;
            /** Archived */
            archived: boolean;
            /** City */
            city: string;
            /** Editable */
            editable: boolean;
            /** Full Name */
            full_name: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Neutral Name */
            neutral_name: string;
            organisation: components["schemas"]["OrganisationName"];
            /** Postcode */
            postcode: string;
        };
        /** PlaceOfAgenda */
        PlaceOfAgenda: {
            /** Full Name */
            full_name: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            organisation: components["schemas"]["Named"];
        };
        /** Places */
        Places: {
            /** Items */
            items: components["schemas"]["PlaceInList"][];
        };
        /** Preview */
        Preview: {
            /** Messages */
            messages: components["schemas"]["MessageToCome"][];
            /** Unmet Needs */
            unmet_needs: string[];
            unreachable: components["schemas"]["Unreached"] | null;
            /** Warnings */
            warnings: string[];
        };
        /**
         * PreviewIn
         * @description `moves`: the appointment that goes to this time; the words are then those of a move.
         */
        PreviewIn: {
            /** Agenda */
            agenda?: number | null;
            /** Agent */
            agent?: number | null;
            /**
             * Force
             * @default false
             */
            force: boolean;
            legal?: components["schemas"]["LegalIn"] | null;
            /** Minutes */
            minutes?: number | null;
            /** Moves */
            moves?: string | null;
            /** Place */
            place?: number | null;
            /**
             * Probationer
             * Format: uuid
             */
            probationer: string;
            /**
             * Prosecutor Number
             * @default
             */
            prosecutor_number: string;
            /** Slot */
            slot?: number | null;
            /** Starts At */
            starts_at?: string | null;
            /**
             * Tell Person
             * @default true
             */
            tell_person: boolean;
            /** Type */
            type: number;
        };
        /** ProbationerIn */
        ProbationerIn: {
            /** Address */
            address?: string | null;
            /** Appi Number */
            appi_number?: string | null;
            /** Assign To */
            assign_to?: number | null;
            /** Birth Date */
            birth_date?: string | null;
            /** Birth Year */
            birth_year?: number | null;
            /** City */
            city?: string | null;
            /** Email */
            email?: string | null;
            /** First Name */
            first_name: string;
            /**
             * Force
             * @default false
             */
            force: boolean;
            /** Language */
            language?: string | null;
            /** Last Name */
            last_name: string;
            /** Needs Interpreter */
            needs_interpreter?: boolean | null;
            /** Needs Sign Language */
            needs_sign_language?: boolean | null;
            /** Needs Step Free */
            needs_step_free?: boolean | null;
            /** Phone */
            phone?: string | null;
            /** Postcode */
            postcode?: string | null;
            /** Reads Little */
            reads_little?: boolean | null;
            /**
             * Reason
             * @default
             * @enum {string}
             */
            reason: "" | "present" | "hearing" | "decision";
            /** Sensitive Channel */
            sensitive_channel?: boolean | null;
            /** Spoken Language */
            spoken_language?: string | null;
            /** Wants Email */
            wants_email?: boolean | null;
            /** Wants Push */
            wants_push?: boolean | null;
            /** Wants Sms */
            wants_sms?: boolean | null;
        };
        /** ProbationerPatch */
        ProbationerPatch: {
            /** Address */
            address?: string | null;
            /** Appi Number */
            appi_number?: string | null;
            /** Birth Date */
            birth_date?: string | null;
            /** Birth Year */
            birth_year?: number | null;
            /** City */
            city?: string | null;
            /** Email */
            email?: string | null;
            /** First Name */
            first_name?: string | null;
            /**
             * Force
             * @default false
             */
            force: boolean;
            /** Language */
            language?: string | null;
            /** Last Name */
            last_name?: string | null;
            /** Needs Interpreter */
            needs_interpreter?: boolean | null;
            /** Needs Sign Language */
            needs_sign_language?: boolean | null;
            /** Needs Step Free */
            needs_step_free?: boolean | null;
            /** Phone */
            phone?: string | null;
            /** Postcode */
            postcode?: string | null;
            /** Reads Little */
            reads_little?: boolean | null;
            /**
             * Reason
             * @default
             * @enum {string}
             */
            reason: "" | "present" | "hearing" | "decision";
            /** Sensitive Channel */
            sensitive_channel?: boolean | null;
            /** Spoken Language */
            spoken_language?: string | null;
            /** Wants Email */
            wants_email?: boolean | null;
            /** Wants Push */
            wants_push?: boolean | null;
            /** Wants Sms */
            wants_sms?: boolean | null;
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
        /** ProfileIn */
        ProfileIn: {
            password?: components["schemas"]["NewPassword"] | null;
            /** Shared Phone */
            shared_phone?: string | null;
            /** Shares Name */
            shares_name?: boolean | null;
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
         * RateShown
         * @description Of the last hour. Shares are null where there was too little to say anything.
         */
        RateShown: {
            /** Accepted */
            accepted: number;
            /**
             * Channel
             * @enum {string}
             */
            channel: "sms" | "push" | "email";
            /** Delivered */
            delivered: number;
            /** Expired */
            expired: number;
            /** Failed */
            failed: number;
            /** Gateway */
            gateway: string;
            /** In Time */
            in_time: number | null;
            /**
             * Lane
             * @enum {string}
             */
            lane: "code" | "now" | "bulk";
            /** Lapsed */
            lapsed: number;
            /** Prompt */
            prompt: number | null;
            /** Reasons */
            reasons: {
                [key: string]: number;
            };
            /** Unconfirmed */
            unconfirmed: number;
        };
        /**
         * Reached
         * @description Somebody was shown as much as a day's or an hour's work never asks for.
         */
        Reached: {
            /** Agent */
            agent: number;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Count */
            count: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "opened" | "listed" | "exported";
            /** Name */
            name: string;
        };
        /**
         * ReadingEntry
         * @description One act of looking: what kind, and how many were shown; never who, nor what was typed.
         */
        ReadingEntry: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Count */
            count: number | null;
            /** First */
            first: string;
            /** Last */
            last: string;
            /**
             * Page
             * @enum {string}
             */
            page: "" | "first" | "next";
            /**
             * Scope
             * @enum {string}
             */
            scope: "" | "own" | "service";
            /** Verb */
            verb: string;
            /**
             * Words
             * @enum {string}
             */
            words: "" | "name" | "number" | "none";
        };
        /** Readings */
        Readings: {
            /** Items */
            items: components["schemas"]["ReadingEntry"][];
            /** Next */
            next: string | null;
            /** Reached */
            reached: components["schemas"]["Reached"][];
        };
        /**
         * Recorded
         * @description `tells_from`: a message tells the person of the outcome, not before then; until then it is taken back in
         *     silence. None: no message does.
         */
        Recorded: {
            agenda: components["schemas"]["Named"] | null;
            agent: components["schemas"]["Named"] | null;
            answer: components["schemas"]["AnswerForAgent"] | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            legal: components["schemas"]["Legal"] | null;
            /** May */
            may: ("move" | "cancel" | "outcome" | "excuse" | "undo" | "print")[];
            /** Minutes */
            minutes: number;
            place: components["schemas"]["NamedPlace"] | null;
            probationer: components["schemas"]["PersonOfAppointment"];
            /** Prosecutor Number */
            prosecutor_number: string;
            /**
             * Reach
             * @enum {string}
             */
            reach: "ok" | "waiting" | "failed" | "none";
            /** Reach Reason */
            reach_reason: string | null;
            /** Reason Told */
            reason_told: string;
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
            /** Tells From */
            tells_from: string | null;
            /** Time Zone */
            time_zone: string;
            type: components["schemas"]["TypeOfAppointment"];
        };
        /** RecoveryCodes */
        RecoveryCodes: {
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /** Relation */
        Relation: {
            /** Email */
            email: string;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Phone */
            phone: string;
        };
        /** RelationIn */
        RelationIn: {
            /**
             * Email
             * @default
             */
            email: string;
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /**
             * Phone
             * @default
             */
            phone: string;
        };
        /**
         * ReplyToRead
         * @description A text that came back from the person's number. `shared`: it stood in other files too; whose it is, is asked.
         *
         *     `shared_with`: those that have it now, of the persons whom the agent sees.
         */
        ReplyToRead: {
            /** Answered */
            answered: boolean;
            appointment: components["schemas"]["AppointmentOfTask"] | null;
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
             * Meaning
             * @enum {string}
             */
            meaning: "stop" | "start" | "yes" | "no" | "thanks" | "other";
            probationer: components["schemas"]["PersonName"];
            /** Seen At */
            seen_at: string | null;
            /** Shared */
            shared: boolean;
            /** Shared With */
            shared_with: components["schemas"]["PersonName"][];
            /** Text */
            text: string;
            /** To Read */
            to_read: boolean;
        };
        /**
         * ReseatingIn
         * @description One who sits in a slot that closes: to another slot, or cancelled where none is named.
         */
        ReseatingIn: {
            /**
             * Appointment
             * Format: uuid
             */
            appointment: string;
            /** Slot */
            slot?: number | null;
        };
        /**
         * Resent
         * @description By which channel it leaves; `again_at`: when it may be sent again at the earliest.
         */
        Resent: {
            /**
             * Again At
             * Format: date-time
             */
            again_at: string;
            /**
             * Channel
             * @enum {string}
             */
            channel: "sms" | "push" | "email";
        };
        /** SearchIn */
        SearchIn: {
            /** Cursor */
            cursor?: string | null;
            /**
             * Mine
             * @default false
             */
            mine: boolean;
            /**
             * Q
             * @default
             */
            q: string;
        };
        /** Seat */
        Seat: {
            /** Agenda */
            agenda: number;
            /** Capacity */
            capacity: number;
            /** Full */
            full: boolean;
            /** Left */
            left: number;
            /** Slot */
            slot: number | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /** SecondFactors */
        SecondFactors: {
            /** Recovery Left */
            recovery_left: number;
            /** Security Keys */
            security_keys: components["schemas"]["KeyForAgent"][];
            /** Totp */
            totp: boolean;
        };
        /**
         * SecondFile
         * @description For the service of the first file: another one opened a second, which it can't see.
         */
        SecondFile: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Id */
            id: number;
            /** Organisation */
            organisation: string;
            /** Organisation Phone */
            organisation_phone: string;
            probationer: components["schemas"]["PersonName"];
            /**
             * Reason
             * @enum {string}
             */
            reason: "present" | "hearing" | "decision";
        };
        /** Session */
        Session: {
            agent: components["schemas"]["SessionAgent"] | null;
            /** Ends At */
            ends_at: string | null;
            /** Environment */
            environment: string;
            /** Has Own Day */
            has_own_day: boolean;
            /** Has Spent Codes */
            has_spent_codes: boolean;
            /** Idle At */
            idle_at: string | null;
            /** May */
            may: string[];
            /**
             * Now
             * Format: date-time
             */
            now: string;
            organisation: components["schemas"]["SessionOrganisation"] | null;
            /** Role */
            role: string | null;
            /** Signed In */
            signed_in: boolean;
            /**
             * Stage
             * @enum {string}
             */
            stage: "signed_out" | "second_factor" | "enrol" | "charter" | "ready";
            /** Ways */
            ways: ("totp" | "security_key" | "recovery")[];
        };
        /** SessionAgent */
        SessionAgent: {
            /** Email */
            email: string;
            /** First Name */
            first_name: string;
            /** Id */
            id: number;
            /** Last Name */
            last_name: string;
            /** Shared Phone */
            shared_phone: string;
            /** Shares Name */
            shares_name: boolean;
        };
        /** SessionOrganisation */
        SessionOrganisation: {
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "spip" | "tj";
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
        };
        /** SettlementIn */
        SettlementIn: {
            /**
             * Settlement
             * @enum {string}
             */
            settlement: "linked" | "different";
        };
        /**
         * SignShown
         * @description A process, or a periodic job; `at` null: it never gave a sign.
         */
        SignShown: {
            /** At */
            at: string | null;
            /** Every Seconds */
            every_seconds: number;
            /** Is Job */
            is_job: boolean;
            /** Name */
            name: string;
            /** Overdue */
            overdue: boolean;
        };
        /** SlotChange */
        SlotChange: {
            /** Capacity */
            capacity?: number | null;
            /** Closed */
            closed?: boolean | null;
            /**
             * People
             * @default []
             */
            people: components["schemas"]["ReseatingIn"][];
            /**
             * Tell Person
             * @default true
             */
            tell_person: boolean;
        };
        /** SlotForAgent */
        SlotForAgent: {
            /** Agenda */
            agenda: number;
            /** Capacity */
            capacity: number;
            /** Closed */
            closed: boolean;
            /** Id */
            id: number;
            /** Minutes */
            minutes: number;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /** Taken */
            taken: number;
            /** Time Zone */
            time_zone: string;
            type: components["schemas"]["Named"];
        };
        /** Slots */
        Slots: {
            /** Items */
            items: components["schemas"]["SlotForAgent"][];
            /** Time Zone */
            time_zone: string;
        };
        /** SlotsIn */
        SlotsIn: {
            /** Agenda */
            agenda: number;
            /**
             * Capacity
             * @default 1
             */
            capacity: number;
            /** Dates */
            dates: string[];
            /**
             * Minutes
             * @default 30
             */
            minutes: number;
            /** Times */
            times: string[];
            /** Type */
            type: number;
        };
        /**
         * StateIn
         * @description `coming`: what becomes of the appointments to come, where reminders stop in that state.
         */
        StateIn: {
            /** Coming */
            coming?: ("cancel" | "keep") | null;
            /** State */
            state: string;
            /**
             * Tell Person
             * @default true
             */
            tell_person: boolean;
        };
        /**
         * StateSet
         * @description How many appointments to come were cancelled, and how many stay: as wished, or because others decide.
         */
        StateSet: {
            /** Cancelled */
            cancelled: number;
            /** Kept */
            kept: number;
        };
        /** StuckShown */
        StuckShown: {
            /** Doubtful */
            doubtful: number;
            /** Held Over */
            held_over: number;
            /** Incoming */
            incoming: number;
            /** Lapsed */
            lapsed: number;
            /** Retrying */
            retrying: number;
            /** Unmatched */
            unmatched: number;
            /** Unsettled */
            unsettled: number;
        };
        /** TaskOfAppointment */
        TaskOfAppointment: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Done At */
            done_at: string | null;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "notify_formally" | "tell_by_hand" | "not_reminded";
        };
        /** TaskToDo */
        TaskToDo: {
            appointment: components["schemas"]["AppointmentOfTask"];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Id */
            id: number;
            /** Kind */
            kind: string;
            probationer: components["schemas"]["PersonName"];
        };
        /**
         * ToCall
         * @description `what` the person does not know; `since` nobody could tell her.
         */
        ToCall: {
            appointment: components["schemas"]["AppointmentForAgent"];
            /**
             * Cause
             * @enum {string}
             */
            cause: "number" | "no_number" | "no_sms" | "opted_out" | "phone_off" | "email" | "ours" | "late" | "state" | "told_late" | "contact" | "cap";
            probationer: components["schemas"]["PersonToCall"];
            /** Reason */
            reason: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * What
             * @enum {string}
             */
            what: "booked" | "moved" | "relocated" | "cancelled";
        };
        /** ToldOtherwiseIn */
        ToldOtherwiseIn: {
            /**
             * On
             * Format: date
             */
            on: string;
            /**
             * Way
             * @enum {string}
             */
            way: "call" | "letter" | "in_person" | "by_another";
        };
        /** TotpSecret */
        TotpSecret: {
            /** Qr Svg */
            qr_svg: string;
            /** Secret */
            secret: string;
            /** Uri */
            uri: string;
        };
        /** TrustedCode */
        TrustedCode: {
            /** Code */
            code: string;
        };
        /** TrustedContact */
        TrustedContact: {
            /** Active At */
            active_at: string | null;
            /** Answer Until */
            answer_until: string | null;
            /** Approved At */
            approved_at: string | null;
            /** Blocked Why */
            blocked_why: ("safety" | "role" | "doubt" | "other") | null;
            /** By Person */
            by_person: boolean;
            /**
             * Consented On
             * Format: date
             */
            consented_on: string;
            /** Email */
            email: string;
            /** Ended At */
            ended_at: string | null;
            /** Id */
            id: number;
            /** Language */
            language: string;
            /** May Ask Again */
            may_ask_again: boolean;
            /** Name */
            name: string;
            /**
             * Named At
             * Format: date-time
             */
            named_at: string;
            /** Phone */
            phone: string;
            probationer: components["schemas"]["PersonName"];
            /**
             * Relation
             * @enum {string}
             */
            relation: "social_worker" | "family" | "association" | "other";
            /** Says Initial */
            says_initial: boolean;
            /**
             * State
             * @enum {string}
             */
            state: "proposed" | "asked" | "active" | "refused" | "lapsed" | "blocked" | "revoked" | "stopped" | "ended";
        };
        /**
         * TrustedContactByAgentIn
         * @description `consented_on`: when the person said that she wishes it.
         */
        TrustedContactByAgentIn: {
            /**
             * Consented On
             * Format: date
             */
            consented_on: string;
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
        /** TrustedContacts */
        TrustedContacts: {
            /** Hindrance */
            hindrance: string | null;
            /** Items */
            items: components["schemas"]["TrustedContact"][];
        };
        /** TypeForBooking */
        TypeForBooking: {
            /** By Slot */
            by_slot: boolean;
            /** Code */
            code: string;
            /** Days Off Allowed */
            days_off_allowed: boolean;
            /**
             * Decider
             * @enum {string}
             */
            decider: "referent" | "service" | "judge";
            /** Id */
            id: number;
            /** Maximum Delay Days */
            maximum_delay_days: number | null;
            /** Minutes */
            minutes: number;
            /** Movable By Person */
            movable_by_person: boolean;
            /** Name */
            name: string;
            /** Prosecutor Number */
            prosecutor_number: boolean;
            /** Sms Always */
            sms_always: boolean;
            /**
             * Where
             * @enum {string}
             */
            where: "place" | "phone" | "video" | "home";
        };
        /** TypeOfAppointment */
        TypeOfAppointment: {
            /** Decider */
            decider: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** Types */
        Types: {
            /** Items */
            items: components["schemas"]["TypeForBooking"][];
        };
        /** Unreachable */
        Unreachable: {
            appointment: components["schemas"]["AppointmentForAgent"] | null;
            /**
             * Cause
             * @enum {string}
             */
            cause: "number" | "no_number" | "no_sms" | "opted_out" | "phone_off" | "email" | "ours" | "late" | "state" | "told_late" | "contact" | "cap";
            probationer: components["schemas"]["PersonName"];
            /** Reason */
            reason: string;
            /** Since */
            since: string | null;
        };
        /**
         * Unreached
         * @description Why no message reaches the person: a key under `reasons.`; whose matter it is decides what to do.
         */
        Unreached: {
            /**
             * Cause
             * @enum {string}
             */
            cause: "number" | "no_number" | "no_sms" | "opted_out" | "phone_off" | "email" | "ours" | "late" | "state" | "told_late" | "contact" | "cap";
            /** Reason */
            reason: string;
        };
        /**
         * Waiting
         * @description How much waits today, without whose.
         */
        Waiting: {
            counts: components["schemas"]["Counts"];
            /** Without Outcome Count */
            without_outcome_count: number;
        };
        /** WaitingShown */
        WaitingShown: {
            /**
             * Channel
             * @enum {string}
             */
            channel: "sms" | "push" | "email";
            /** Due */
            due: number;
            /**
             * Lane
             * @enum {string}
             */
            lane: "code" | "now" | "bulk";
            /** Late */
            late: number;
            /** Oldest Seconds */
            oldest_seconds: number | null;
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
    list_agendas: {
        parameters: {
            query?: {
                type?: number | null;
                place?: number | null;
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
                    "application/json": components["schemas"]["Agendas"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            422: components["responses"]["Refused422"];
        };
    };
    create_agenda: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgendaIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgendaForAgent"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    see_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                answer: string;
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
    list_appointment_types: {
        parameters: {
            query?: {
                agenda?: number | null;
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
                    "application/json": components["schemas"]["Types"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            422: components["responses"]["Refused422"];
        };
    };
    list_appointments: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
                place?: number | null;
                agenda?: number | null;
                type?: number | null;
                agent?: number | null;
                in_slot?: number | null;
                in_pattern?: number | null;
                state?: ("booked" | "cancelled" | "came" | "missed" | "excused") | null;
                without_outcome?: boolean;
                sort?: "starts_at" | "-starts_at";
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
                    "application/json": components["schemas"]["Appointments"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    book_appointment: {
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
                "application/json": components["schemas"]["BookIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booked"];
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
    export_appointments: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
                place?: number | null;
                agenda?: number | null;
                type?: number | null;
                agent?: number | null;
                state?: ("booked" | "cancelled" | "came" | "missed" | "excused") | null;
                without_outcome?: boolean;
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
                    "text/csv": string;
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    preview_appointment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
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
    get_appointment: {
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
                    "application/json": components["schemas"]["AppointmentInFull"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            429: components["responses"]["Refused429"];
        };
    };
    cancel_appointment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelIn"];
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
    add_legal_notification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LegalNotificationIn"];
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
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    move_appointment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booked"];
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
    record_outcome: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutcomeIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recorded"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    resend_appointment: {
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
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resent"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    restore_appointment: {
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
    print_summons: {
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
                    "application/pdf": string;
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            429: components["responses"]["Refused429"];
        };
    };
    tell_otherwise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appointment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToldOtherwiseIn"];
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
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    undo_outcome: {
        parameters: {
            query?: {
                knows?: boolean;
            };
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
                    "application/json": components["schemas"]["AppointmentForAgent"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    accept_charter: {
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
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    list_colleagues: {
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
                    "application/json": components["schemas"]["Colleagues"];
                };
            };
            401: components["responses"]["Refused401"];
        };
    };
    list_contact_changes: {
        parameters: {
            query?: {
                unseen?: boolean;
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
                    "application/json": components["schemas"]["ContactChangePage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    see_contact_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
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
    get_file: {
        parameters: {
            query?: {
                whole?: boolean;
            };
            header?: never;
            path: {
                probationer: string;
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
                    "application/json": components["schemas"]["File"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    list_free_seats: {
        parameters: {
            query: {
                type: number;
                place?: number | null;
                agenda?: number | null;
                from?: string | null;
                days?: number;
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
                    "application/json": components["schemas"]["FreeSeats"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
        };
    };
    get_health: {
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
                    "application/json": components["schemas"]["Health"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
        };
    };
    update_my_agent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    get_morning: {
        parameters: {
            query?: {
                date?: string | null;
                whole?: ("answers" | "replies" | "tasks" | "second_files" | "trusted_contacts" | "contact_changes" | "ending") | null;
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
                    "application/json": components["schemas"]["Morning"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    count_waiting: {
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
                    "application/json": components["schemas"]["Waiting"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
        };
    };
    get_organisation: {
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
                    "application/json": components["schemas"]["OrganisationForAgent"];
                };
            };
            401: components["responses"]["Refused401"];
            404: components["responses"]["Refused404"];
        };
    };
    list_places: {
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
                    "application/json": components["schemas"]["Places"];
                };
            };
            401: components["responses"]["Refused401"];
        };
    };
    create_place: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceForAgent"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    get_place: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place: number;
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
                    "application/json": components["schemas"]["PlaceForAgent"];
                };
            };
            401: components["responses"]["Refused401"];
            404: components["responses"]["Refused404"];
        };
    };
    update_place: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceForAgent"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    archive_place: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place: number;
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
    set_directions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place: number;
                means: "train" | "bus" | "car" | "foot" | "step_free";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DirectionsIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceForAgent"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    list_items_to_bring: {
        parameters: {
            query: {
                type: number;
            };
            header?: never;
            path: {
                place: number;
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
                    "application/json": components["schemas"]["Items"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
        };
    };
    set_items_to_bring: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place: number;
                type: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemsIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    set_photo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Alternative
                     * @default {}
                     */
                    alternative?: string;
                    /**
                     * Photo
                     * Format: binary
                     */
                    photo: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceForAgent"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    remove_photo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                place: number;
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
                    "application/json": components["schemas"]["PlaceForAgent"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    create_probationer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProbationerIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
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
    find_duplicates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Duplicates"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    search_probationers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    update_probationer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProbationerPatch"];
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
            429: components["responses"]["Refused429"];
        };
    };
    assign_probationer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentIn"];
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
    list_file_journal: {
        parameters: {
            query?: {
                cursor?: string | null;
            };
            header?: never;
            path: {
                probationer: string;
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
                    "application/json": components["schemas"]["JournalPage"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
        };
    };
    ask_counter_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CounterIn"];
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
            404: components["responses"]["Refused404"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    prove_counter_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
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
    add_relation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RelationIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Relation"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    remove_relation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
                relation: number;
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
    revoke_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
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
    allow_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
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
    set_probationer_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StateIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateSet"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    list_trusted_contacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
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
                    "application/json": components["schemas"]["TrustedContacts"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
        };
    };
    name_trusted_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                probationer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrustedContactByAgentIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustedContact"];
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
    list_readings: {
        parameters: {
            query?: {
                agent?: number | null;
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
                    "application/json": components["schemas"]["Readings"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
        };
    };
    see_reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reply: string;
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
    list_second_factors: {
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
                    "application/json": components["schemas"]["SecondFactors"];
                };
            };
            401: components["responses"]["Refused401"];
        };
    };
    renew_recovery_codes: {
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
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    add_security_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    begin_enrolment: {
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
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    remove_security_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: number;
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
    begin_totp: {
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
                    "application/json": components["schemas"]["TotpSecret"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            409: components["responses"]["Refused409"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    confirm_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
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
    settle_second_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                second: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementIn"];
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
    get_session: {
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
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    sign_in_agent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    sign_out_agent: {
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
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    confirm_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordAgain"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    verify_recovery_code: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    verify_security_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyProof"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    begin_security_key: {
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
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    stay_signed_in: {
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
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    verify_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Code"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
            429: components["responses"]["Refused429"];
        };
    };
    list_slot_patterns: {
        parameters: {
            query: {
                agenda: number;
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
                    "application/json": components["schemas"]["Patterns"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
        };
    };
    create_slot_pattern: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatternIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Patterns"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    end_slot_pattern: {
        parameters: {
            query: {
                from: string;
                keep?: boolean;
            };
            header?: never;
            path: {
                pattern: number;
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
    list_slots: {
        parameters: {
            query: {
                agenda: number;
                from?: string | null;
                to?: string | null;
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
                    "application/json": components["schemas"]["Slots"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            422: components["responses"]["Refused422"];
        };
    };
    create_slots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlotsIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeSlots"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
            404: components["responses"]["Refused404"];
            413: components["responses"]["Refused413"];
            422: components["responses"]["Refused422"];
        };
    };
    update_slot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slot: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlotChange"];
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
            429: components["responses"]["Refused429"];
        };
    };
    finish_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: number;
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
    list_persons_to_call: {
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
                    "application/json": components["schemas"]["PersonsToCall"];
                };
            };
            401: components["responses"]["Refused401"];
            403: components["responses"]["Refused403"];
        };
    };
    approve_trusted_contact: {
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
    ask_trusted_contact: {
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
    block_trusted_contact: {
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
                "application/json": components["schemas"]["BlockIn"];
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
    prove_trusted_contact: {
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
    revoke_trusted_contact: {
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
}
